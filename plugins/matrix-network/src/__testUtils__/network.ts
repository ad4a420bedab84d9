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
  ClusterFacts,
  NetworkPolicy,
  parseStackSpec,
  PodSnapshot,
  renderPolicies,
  Snapshot,
  StackSpec,
  StackSpecInput,
  workloadsOf,
  noObjects,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { daysFromNow, secondsAgo } from './times';

const facts: ClusterFacts = {
  kubernetesVersion: '1.35',
  apiServers: [
    { address: '10.96.0.1', port: 443 },
    { address: '192.168.10.11', port: 6443 },
  ],
  podCidrs: ['10.244.0.0/16'],
  serviceCidrs: ['10.96.0.0/12'],
  nodeCidrs: ['192.168.10.0/24'],
  prometheusOperator: true,
};

/** A spec with every default, and what a test changes. */
export function specOf(changes: Partial<StackSpecInput> = {}): StackSpec {
  return parseStackSpec({
    name: 'chat-eu',
    kubernetesCluster: 'sandbox',
    domain: 'chat.example.org',
    targetCcu: 5000,
    ...changes,
  });
}

function podOf(
  number: number,
  pod: Pick<PodSnapshot, 'namespace' | 'name' | 'labels' | 'ports'> &
    Partial<PodSnapshot>,
): PodSnapshot {
  return {
    ips: [`10.244.${Math.floor(number / 200)}.${1 + (number % 200)}`],
    hostNetwork: false,
    phase: 'Running',
    ready: true,
    terminating: false,
    ...pod,
  };
}

/** Two pods of every workload of a spec, with the labels that its policies ask for. */
export function podsOf(spec: StackSpec): PodSnapshot[] {
  return workloadsOf(spec).flatMap((workload, index) =>
    [0, 1].map(replica =>
      podOf(index * 4 + replica * 2, {
        namespace: workload.namespace ?? spec.namespace,
        name: `${workload.id}-${replica}`,
        labels: { ...workload.podLabels, ...workload.policyLabels },
        ports: workload.ports.map(({ name, port, protocol }) => ({
          name,
          port,
          protocol,
        })),
        ...(workload.hostNetwork && {
          hostNetwork: true,
          ips: [`192.168.10.${11 + replica}`],
        }),
      }),
    ),
  );
}

const ok = { status: 'ok' } as const;

/** What a poll reads where all is well: every workload runs, the stack's policies are in force. */
export function healthySnapshot(
  spec: StackSpec,
  changes: Partial<Snapshot> = {},
): Snapshot {
  const pods = podsOf(spec);
  return {
    matrixCluster: spec.name,
    kubernetesCluster: spec.kubernetesCluster,
    namespace: spec.namespace,
    takenAt: secondsAgo(20),
    reads: {
      pods: ok,
      namespaces: ok,
      networkPolicies: ok,
      services: ok,
      adminNetworkPolicies: { status: 'notInstalled' },
    },
    facts,
    ...noObjects,
    namespaces: [...new Set(pods.map(({ namespace }) => namespace))].map(
      name => ({ name, labels: { 'kubernetes.io/metadata.name': name } }),
    ),
    pods,
    networkPolicies: renderPolicies(spec, facts).map(asRead),
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

/** A policy as the API server gives it back, with fields that nobody wrote. */
function asRead(policy: NetworkPolicy, index: number): NetworkPolicy {
  return {
    ...policy,
    metadata: {
      ...policy.metadata,
      uid: `4f3b2a10-0000-4000-8000-${String(index).padStart(12, '0')}`,
      resourceVersion: String(1000 + index),
      generation: 1,
      creationTimestamp: daysFromNow(-30),
      managedFields: [
        {
          manager: 'matrix-network',
          operation: 'Apply',
          apiVersion: 'networking.k8s.io/v1',
          time: daysFromNow(-30),
        },
      ],
    },
  };
}

/** Somebody's way to the database, left open after debugging. */
export const debugPolicy: NetworkPolicy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'matrix', name: 'debug-postgresql' },
  spec: {
    podSelector: { matchLabels: { 'cnpg.io/cluster': 'matrix-postgresql' } },
    policyTypes: ['Ingress'],
    ingress: [{ ports: [{ protocol: 'TCP', port: 5432 }] }],
  },
};

/** The same deployment after somebody was at it: a policy deleted, one edited, one added. */
export function driftedSnapshot(spec: StackSpec): Snapshot {
  const healthy = healthySnapshot(spec);
  return {
    ...healthy,
    networkPolicies: [
      ...healthy.networkPolicies
        .filter(({ metadata }) => metadata.name !== 'key-vault-isolation')
        .map(policy =>
          policy.metadata.name === 'redis-access'
            ? withOpenPeer(policy)
            : policy,
        ),
      debugPolicy,
    ],
  };
}

/** Its first rule lets in every pod of the namespace, and speaks of one port only. */
function withOpenPeer(policy: NetworkPolicy): NetworkPolicy {
  const [first, ...others] = policy.spec.ingress ?? [];
  const from = (first?.from ?? []).map((peer, index) =>
    index === 1 ? { podSelector: {} } : peer,
  );
  return {
    ...policy,
    metadata: {
      ...policy.metadata,
      managedFields: [
        ...(policy.metadata.managedFields ?? []),
        {
          manager: 'kubectl-edit',
          operation: 'Update',
          apiVersion: 'networking.k8s.io/v1',
          time: daysFromNow(-3),
        },
      ],
    },
    spec: {
      ...policy.spec,
      ingress: [{ from, ports: first?.ports?.slice(0, 1) }, ...others],
    },
  };
}
