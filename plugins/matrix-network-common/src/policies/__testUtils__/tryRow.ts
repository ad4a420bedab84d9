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

import {
  ContractFlow,
  ContractPeer,
  ContractPort,
  flowsOf,
} from '../../contract';
import type { ContractRow } from '../../contract';
import { NetworkPolicy } from '../../kubernetes/types';
import { compilePolicies, FlowEndpoint, PolicyEngine } from '../../policy';
import { StackSpec } from '../../spec';
import { ClusterFacts } from '../../stack/types';
import { apiServersOf } from '../peers/apiServer';
import { FleetPod, fleetOf } from './fleet';
import { workloadOfPod } from '../../workloads/workloadOfPod';

interface End {
  end: FlowEndpoint;
  /** The port that belongs to an address. */
  port?: number;
}

interface Laboratory {
  spec: StackSpec;
  facts: ClusterFacts;
  pods: FleetPod[];
  engine: PolicyEngine;
}

/** A deployment with these policies in force, to try rows on. */
export function laboratory(
  spec: StackSpec,
  facts: ClusterFacts,
  policies: readonly NetworkPolicy[],
): Laboratory {
  const { pods, namespaces, foreignPolicies } = fleetOf(spec, facts);
  return {
    spec,
    facts,
    pods,
    engine: compilePolicies({
      pods,
      namespaces,
      policies: [...policies, ...foreignPolicies],
    }),
  };
}

/**
 * Tries every flow of a row, each source with each destination on each port.
 * Says which came out other than expected, and how many were tried.
 */
export function tryRow(
  row: ContractRow,
  lab: Laboratory,
): { tried: number; surprises: string[] } {
  const expected = row.expectation === 'mustWork' ? 'allowed' : 'denied';
  const outcomes = flowsOf(row, lab.spec, lab.facts).flatMap(flow =>
    tryFlow(flow, lab),
  );
  return {
    tried: outcomes.length,
    surprises: outcomes
      .filter(({ outcome }) => outcome !== expected)
      .map(({ sentence }) => sentence),
  };
}

function tryFlow(
  flow: ContractFlow,
  lab: Laboratory,
): { outcome: string; sentence: string }[] {
  const sources = flow.sources.flatMap(peer => ends(peer, lab));
  const destinations = flow.destinations.flatMap(peer => ends(peer, lab));
  return sources.flatMap(source =>
    destinations
      .filter(destination => !isSame(source.end, destination.end))
      .flatMap(destination =>
        portsOf(flow, source, destination, lab).map(({ port, protocol }) =>
          lab.engine.evaluate({
            from: source.end,
            to: destination.end,
            port,
            protocol,
          }),
        ),
      ),
  );
}

function isSame(a: FlowEndpoint, b: FlowEndpoint): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function portsOf(
  { ports }: ContractFlow,
  source: End,
  destination: End,
  { engine }: Laboratory,
): ContractPort[] {
  switch (ports.kind) {
    case 'listed':
      return ports.ports.flatMap(({ port, endPort = port, protocol }) =>
        [...new Set([port, Math.floor((port + endPort) / 2), endPort])].map(
          number => ({ port: number, protocol }),
        ),
      );
    case 'endpoint':
      return [
        { port: destination.port ?? source.port ?? 443, protocol: 'TCP' },
      ];
    default:
      return (['TCP', 'UDP', 'SCTP'] as const).flatMap(protocol =>
        engine
          .distinctPorts(source.end, destination.end, protocol)
          .map(port => ({ port, protocol }))
          .filter(
            candidate =>
              !ports.except.some(
                ({ port, endPort = port, protocol: excepted }) =>
                  excepted === candidate.protocol &&
                  candidate.port >= port &&
                  candidate.port <= endPort,
              ),
          ),
      );
  }
}

const publicAddresses = ['198.51.100.7', '8.8.8.8', '2606:4700::1111'];
const privateAddresses = [
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.254',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  'fd00::1',
  'fe80::1',
];

function addresses(texts: readonly string[]): End[] {
  return texts.map(ip => ({ end: { ip } }));
}

/** An address inside a range that is neither its first nor, mostly, its last. */
function inside(cidr: string): string {
  const [address] = cidr.split('/');
  return address.endsWith('::')
    ? `${address}5`
    : address.replace(/\d+$/, last => `${Number(last) + 5}`);
}

function ends(peer: ContractPeer, { spec, facts, pods }: Laboratory): End[] {
  const chosen = (choose: (pod: FleetPod) => boolean): End[] =>
    pods
      .filter(pod => !pod.hostNetwork && choose(pod))
      .map(({ namespace, name }) => ({ end: { namespace, name } }));
  switch (peer.kind) {
    case 'workload':
      return chosen(({ workload }) => workload === peer.workload);
    case 'pods':
      return chosen(
        ({ namespace, labels }) =>
          namespace === (peer.namespace ?? spec.namespace) &&
          Object.entries(peer.podLabels).every(
            ([key, value]) => labels[key] === value,
          ),
      );
    case 'everyPod':
      return chosen(pod => {
        const workload = workloadOfPod(pod, spec.namespace);
        return (
          pod.namespace === spec.namespace &&
          !(workload && peer.except.includes(workload))
        );
      });
    case 'unlabelledPod':
      return chosen(({ name }) => name === 'unlabelled');
    case 'otherNamespaces':
      return chosen(
        ({ namespace, workload }) =>
          namespace !== spec.namespace &&
          !(workload && peer.except.includes(workload)),
      );
    case 'internet':
      return addresses(publicAddresses);
    case 'anyClient':
      return [
        ...addresses([...publicAddresses, '10.1.2.3', 'fd00::1']),
        ...chosen(({ name }) => name === 'stranger'),
      ];
    case 'privateAddresses':
      return addresses([
        ...privateAddresses,
        ...[...facts.podCidrs, ...facts.serviceCidrs, ...facts.nodeCidrs].map(
          inside,
        ),
      ]);
    case 'apiServer':
      return apiServersOf(spec, facts).map(({ address, port }) => ({
        end: { ip: address },
        port,
      }));
    case 'nodes':
      return addresses(facts.nodeCidrs.map(inside));
    case 'addresses':
      return addresses([peer.cidr.split('/')[0]]);
    default:
      throw new Error(`No policy decides flows of '${peer.kind}'`);
  }
}
