/*
 * Copyright 2026 The Matrix Network Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { workload } from '../workloads/catalogue';
import {
  ContractFlow,
  ContractPeer,
  ContractPort,
  ContractPorts,
} from './ContractRow';

const addressTitles: Readonly<Record<string, string>> = {
  '0.0.0.0/0': 'any IPv4 address',
  '::/0': 'any IPv6 address',
};

/** A peer as people say it. @public */
export function describePeer(peer: ContractPeer): string {
  switch (peer.kind) {
    case 'workload':
      return workload(peer.workload).title;
    case 'pods':
      return peer.title;
    case 'everyPod':
      return peer.except.length === 0
        ? 'every pod of the Matrix namespace'
        : `every pod of the Matrix namespace but ${peer.except
            .map(id => workload(id).title)
            .join(', ')}`;
    case 'unlabelledPod':
      return 'a pod without labels';
    case 'otherNamespaces':
      return 'pods of other namespaces';
    case 'internet':
      return 'the internet';
    case 'anyClient':
      return 'any client';
    case 'privateAddresses':
      return 'private addresses';
    case 'apiServer':
      return 'API server';
    case 'nodes':
      return 'the nodes';
    case 'kubelet':
      return 'kubelet';
    case 'addresses':
      return addressTitles[peer.cidr] ?? peer.cidr;
    default:
      return assertNever(peer);
  }
}

/** Ports as people write them: "TCP 6379, 26379; UDP 50000-60000". @public */
export function describePorts(ports: ContractPorts): string {
  switch (ports.kind) {
    case 'listed':
      return listPorts(ports.ports);
    case 'every':
      return ports.except.length > 0
        ? `any but ${listPorts(ports.except)}`
        : 'any';
    case 'endpoint':
      return "TCP, the endpoint's own";
    default:
      return assertNever(ports);
  }
}

/** Ports by protocol, each once and in order. */
export function listPorts(ports: readonly ContractPort[]): string {
  const protocols = [...new Set(ports.map(({ protocol }) => protocol))];
  return protocols
    .map(protocol => {
      const numbers = ports
        .filter(port => port.protocol === protocol)
        .sort((a, b) => a.port - b.port)
        .map(({ port, endPort }) => (endPort ? `${port}-${endPort}` : port));
      return `${protocol} ${[...new Set(numbers)].join(', ')}`;
    })
    .join('; ');
}

function samePort(a: ContractPort, b: ContractPort): boolean {
  return (
    a.protocol === b.protocol && a.port === b.port && a.endPort === b.endPort
  );
}

/** What several flows say of ports, put together: the flows of a row differ by their ends. */
function describeAllPorts(all: readonly ContractPorts[]): string {
  const listed = all.flatMap(one => (one.kind === 'listed' ? one.ports : []));
  const exceptions = all.flatMap(one =>
    one.kind === 'every' ? [one.except] : [],
  );
  if (exceptions.length === 0) {
    const own = all.filter(({ kind }) => kind === 'endpoint').slice(0, 1);
    return [
      ...(listed.length > 0 ? [listPorts(listed)] : []),
      ...own.map(describePorts),
    ].join('; ');
  }
  const common = exceptions[0].filter(port =>
    exceptions.every(except => except.some(other => samePort(port, other))),
  );
  const some = exceptions
    .flat()
    .filter(port => !common.some(other => samePort(port, other)));
  return [
    describePorts({ kind: 'every', except: common }),
    ...(some.length > 0 ? [`for some ends not ${listPorts(some)}`] : []),
    ...(listed.length > 0 ? [`for some ends ${listPorts(listed)}`] : []),
  ].join('; ');
}

/** What several flows share of an end or of their ports, each said once. */
export function describeAll(
  flows: readonly ContractFlow[],
  part: 'sources' | 'destinations' | 'ports',
): string {
  if (part === 'ports') {
    return describeAllPorts(flows.map(({ ports }) => ports));
  }
  const texts = flows.flatMap(flow => flow[part].map(describePeer));
  return [...new Set(texts)].join(', ');
}

function assertNever(value: never): never {
  throw new Error(`Unexpected contract data: ${JSON.stringify(value)}`);
}
