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

import { Labels, NetworkPolicy } from '../../kubernetes/types';
import { renderPolicies } from '../../policies';
import { noObjects } from '../../snapshot/noObjects';
import { PodSnapshot, Snapshot } from '../../snapshot/Snapshot';
import { StackSpec, StackSpecInput } from '../../spec/StackSpec';
import { parseStackSpec } from '../../spec/parseStackSpec';
import { ClusterFacts } from '../../stack/types';
import { workloadsOf } from '../../workloads/workloadsOf';

/** A spec that parses, with what a test changes. */
export function specOf(changes: Partial<StackSpecInput> = {}): StackSpec {
  return parseStackSpec({
    name: 'chat-eu',
    kubernetesCluster: 'sandbox',
    domain: 'chat.example.org',
    targetCcu: 5000,
    ...changes,
  });
}

export const facts: ClusterFacts = {
  kubernetesVersion: '1.33',
  apiServers: [
    { address: '10.96.0.1', port: 443 },
    { address: '192.168.10.11', port: 6443 },
  ],
  podCidrs: ['10.244.0.0/16'],
  serviceCidrs: ['10.96.0.0/12'],
  nodeCidrs: ['192.168.10.0/24'],
  prometheusOperator: true,
};

/** A running pod; its address follows from `number`. */
export function livePod(
  number: number,
  namespace: string,
  name: string,
  labels: Labels,
  rest: Partial<PodSnapshot> = {},
): PodSnapshot {
  return {
    namespace,
    name,
    labels,
    ips: [`10.244.${Math.floor(number / 200)}.${1 + (number % 200)}`],
    hostNetwork: false,
    phase: 'Running',
    ready: true,
    terminating: false,
    ports: [],
    ...rest,
  };
}

/** Two pods of every workload of a spec, with the labels that its policies ask for. */
function podsOf(spec: StackSpec, known: ClusterFacts): PodSnapshot[] {
  return workloadsOf(spec, known).flatMap((workload, index) =>
    [0, 1].map(replica =>
      livePod(
        index * 4 + replica * 2,
        workload.namespace ?? spec.namespace,
        `${workload.id}-${replica}`,
        { ...workload.podLabels, ...workload.policyLabels },
        {
          hostNetwork: workload.hostNetwork,
          ...(workload.hostNetwork && { ips: [`192.168.10.${11 + replica}`] }),
          ports: workload.ports.map(({ name, port, protocol }) => ({
            name,
            port,
            protocol,
          })),
        },
      ),
    ),
  );
}

const ok = { status: 'ok' } as const;

/** A healthy cluster: every workload of the spec runs, and the stack's policies are in force. */
export function healthySnapshot(
  spec: StackSpec,
  changes: Partial<Snapshot> = {},
): Snapshot {
  const known = changes.facts ?? facts;
  const pods = podsOf(spec, known);
  const namespaces = [...new Set(pods.map(({ namespace }) => namespace))];
  return {
    matrixCluster: spec.name,
    kubernetesCluster: spec.kubernetesCluster,
    namespace: spec.namespace,
    takenAt: '2026-11-24T00:00:00Z',
    reads: {
      pods: ok,
      namespaces: ok,
      networkPolicies: ok,
      adminNetworkPolicies: { status: 'notInstalled' },
    },
    facts: known,
    ...noObjects,
    namespaces: namespaces.map(name => ({ name, labels: {} })),
    pods,
    networkPolicies: renderPolicies(spec, known),
    nodes: [
      {
        name: 'node-1',
        addresses: ['192.168.10.11'],
        podCidrs: ['10.244.0.0/24'],
        ready: true,
      },
    ],
    ...changes,
  };
}

/** The snapshot's policies with one of them changed; a name that is not there is a fault of the test. */
export function withPolicy(
  snapshot: Snapshot,
  name: string,
  change: (policy: NetworkPolicy) => NetworkPolicy | undefined,
): Snapshot {
  const found = snapshot.networkPolicies.find(
    ({ metadata }) => metadata.name === name,
  );
  if (!found) {
    throw new Error(`the snapshot has no policy ${name}`);
  }
  return {
    ...snapshot,
    networkPolicies: snapshot.networkPolicies.flatMap(policy =>
      policy === found ? change(policy) ?? [] : [policy],
    ),
  };
}
