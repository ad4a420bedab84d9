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

/** A peer as people say it. @public */
export function describePeer(peer: ContractPeer): string {
  switch (peer.kind) {
    case 'workload':
      return workload(peer.workload).title;
    case 'pods':
      return peer.title;
    case 'everyPod':
      return 'every pod of the Matrix namespace';
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
      return peer.cidr;
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

function listPorts(ports: readonly ContractPort[]): string {
  const protocols = [...new Set(ports.map(({ protocol }) => protocol))];
  return protocols
    .map(protocol => {
      const numbers = ports
        .filter(port => port.protocol === protocol)
        .map(({ port, endPort }) => (endPort ? `${port}-${endPort}` : port));
      return `${protocol} ${[...new Set(numbers)].join(', ')}`;
    })
    .join('; ');
}

/** What several flows share of an end or of their ports, each said once. */
export function describeAll(
  flows: readonly ContractFlow[],
  part: 'sources' | 'destinations' | 'ports',
): string {
  const texts = flows.flatMap(flow =>
    part === 'ports'
      ? [describePorts(flow.ports)]
      : flow[part].map(describePeer),
  );
  return [...new Set(texts)].join(part === 'ports' ? '; ' : ', ');
}

function assertNever(value: never): never {
  throw new Error(`Unexpected contract data: ${JSON.stringify(value)}`);
}
