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

import { PolicyName } from '../policies/names';
import { StackSpec } from '../spec/StackSpec';
import { InstalledComponents } from '../stack/types';
import { WorkloadId } from '../workloads/types';
import { ingressControllerOf } from '../workloads/workloadsOf';
import {
  ContractFlow,
  ContractPeer,
  ContractPort,
  ContractPorts,
  ContractRow,
} from './ContractRow';
import { describeAll } from './describeFlow';
import { flowsOf } from './flowsOf';

/** What a row's data says of it; the rest follows. */
export interface RowOutline {
  id: string;
  why: string;
  flows: readonly ContractFlow[];
  policies: readonly PolicyName[];
  origin: string;
  limit?: string;
  when?(spec: StackSpec): boolean;
}

/** A row that must work. */
export function mustWork(outline: RowOutline): ContractRow {
  return defineRow('mustWork', outline);
}

/** A row that must not work. */
export function mustNotWork(outline: RowOutline): ContractRow {
  return defineRow('mustNotWork', outline);
}

function defineRow(
  expectation: ContractRow['expectation'],
  { when, ...outline }: RowOutline,
): ContractRow {
  return {
    ...outline,
    expectation,
    source: describeAll(outline.flows, 'sources'),
    destination: describeAll(outline.flows, 'destinations'),
    ports: describeAll(outline.flows, 'ports'),
    appliesTo: spec =>
      (when?.(spec) ?? true) && flowsOf(outline, spec).length > 0,
  };
}

/** Workloads as peers. */
export function pods(...workloads: WorkloadId[]): ContractPeer[] {
  return workloads.map(workload => ({ kind: 'workload', workload }));
}

export const internet: ContractPeer = { kind: 'internet' };
/** Public, private and link-local ones, those of nodes and pods included. */
export const anyAddress: ContractPeer[] = [
  { kind: 'addresses', cidr: '0.0.0.0/0' },
  { kind: 'addresses', cidr: '::/0' },
];
export const apiServer: ContractPeer = { kind: 'apiServer' };
export const unlabelledPod: ContractPeer = { kind: 'unlabelledPod' };

/** Pods of the lawful-interception instance. */
export const liPods = pods('synapse-li', 'element-web-li', 'synapse-admin-li');

/** Other namespaces but for DNS, which every pod may ask. */
export const otherNamespacesButDns: ContractPeer = {
  kind: 'otherNamespaces',
  except: ['dns', 'node-local-dns'],
};

export function tcp(...ports: number[]): ContractPort[] {
  return ports.map(port => ({ port, protocol: 'TCP' }));
}

/** DNS asks by UDP and TCP. */
export function udpAndTcp(port: number): ContractPort[] {
  return [
    { port, protocol: 'UDP' },
    { port, protocol: 'TCP' },
  ];
}

export const anyUdp: ContractPort = {
  port: 1,
  endPort: 65535,
  protocol: 'UDP',
};

/** Ports on which LiveKit takes media from any client. */
export const mediaPorts: ContractPort[] = [
  ...tcp(7881),
  { port: 50000, endPort: 60000, protocol: 'UDP' },
];

export function listed(...ports: ContractPort[]): ContractPorts {
  return { kind: 'listed', ports };
}

export function every(...except: ContractPort[]): ContractPorts {
  return { kind: 'every', except };
}

export function flow(
  sources: readonly ContractPeer[],
  destinations: readonly ContractPeer[],
  ports: ContractPorts,
): ContractFlow {
  return { sources, destinations, ports };
}

/** Whether policies know the ingress controller by the addresses of nodes. */
export function ingressOnHostNetwork(
  spec: StackSpec,
  installed: InstalledComponents,
): boolean {
  return ingressControllerOf(spec, installed).hostNetwork;
}

/** From the ingress controller: its pods, or the nodes where it is on the host network. */
export function fromIngress(
  destinations: readonly ContractPeer[],
  ports: ContractPorts,
): ContractFlow[] {
  return [
    {
      ...flow(pods('ingress-nginx'), destinations, ports),
      when: (spec, installed) => !ingressOnHostNetwork(spec, installed),
    },
    {
      ...flow([{ kind: 'nodes' }], destinations, ports),
      when: ingressOnHostNetwork,
    },
  ];
}
