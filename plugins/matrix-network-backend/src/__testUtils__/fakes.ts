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
  FlowChanges,
  Health,
  judgeProbes,
  parseStackSpec,
  ProbePlan,
  ProbeReport,
  Snapshot,
  Stack,
  StackSpec,
  noObjects,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  ClusterAccess,
  ClusterClient,
  describeObject,
  planRemoval,
  removeObjects,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { NotFoundError } from '@backstage/errors';
import { StackEngine } from '../engine/StackEngine';

/** A spec as a user would write it, with defaults filled in. */
export function specOf(name = 'chat-eu'): StackSpec {
  return parseStackSpec({
    name,
    kubernetesCluster: 'sandbox',
    domain: `${name}.example.org`,
    targetCcu: 5000,
    certificates: { issuer: 'selfsigned' },
  });
}

export function snapshotOf(
  spec: StackSpec,
  takenAt = '2026-11-24T00:00:00.000Z',
): Snapshot {
  return {
    matrixCluster: spec.name,
    kubernetesCluster: spec.kubernetesCluster,
    namespace: spec.namespace,
    takenAt,
    reads: {},
    facts: factsOf(),
    ...noObjects,
  };
}

export function factsOf(): Snapshot['facts'] {
  return {
    kubernetesVersion: '1.34',
    apiServers: [{ address: '10.0.0.1', port: 6443 }],
    podCidrs: ['10.244.0.0/16'],
    serviceCidrs: ['10.96.0.0/12'],
    nodeCidrs: ['10.0.0.1/32'],
    prometheusOperator: false,
  };
}

/** A health with one finding, one route and one certificate. */
export function healthOf(
  spec: StackSpec,
  overrides: Partial<Health> = {},
): Health {
  return {
    matrixCluster: spec.name,
    kubernetesCluster: spec.kubernetesCluster,
    namespace: spec.namespace,
    domain: spec.domain,
    status: 'degraded',
    seenAt: '2026-11-24T00:00:00.000Z',
    policies: [
      {
        name: 'redis-access',
        role: 'core',
        state: 'missing',
        purpose: 'Lets Synapse reach Redis',
        directions: ['Ingress'],
        selectedPods: [],
        workloads: ['redis'],
        contractRows: ['F4'],
        edits: [],
      },
    ],
    cni: { name: 'Calico', enforcesPolicies: 'yes', evidence: 'calico-node' },
    contract: [],
    workloads: [],
    ingress: {
      targetReplicas: 3,
      targetCcu: 5000,
      capacityCcu: 0,
      exposure: 'nodePort',
      routes: [
        {
          ingress: 'synapse',
          namespace: spec.namespace,
          host: spec.domain,
          path: '/',
          service: 'synapse',
          tls: true,
          state: 'ready',
        },
      ],
    },
    certificates: [
      {
        namespace: spec.namespace,
        name: 'synapse-tls',
        secretName: 'synapse-tls',
        issuer: 'selfsigned',
        dnsNames: [spec.domain, `*.wild.${spec.domain}`],
        state: 'ready',
        notAfter: '2027-01-01T00:00:00.000Z',
        workloads: [],
      },
    ],
    issuers: [],
    findings: [
      {
        code: 'policy-missing',
        severity: 'critical',
        subject: { kind: 'NetworkPolicy', name: 'redis-access' },
        title: 'Policy redis-access is missing',
        cause: 'The cluster has no such NetworkPolicy',
        remedy: 'Re-apply the stack',
        workloads: ['redis'],
      },
    ],
    ...overrides,
  };
}

export function stackOf(spec: StackSpec): Stack {
  return {
    matrixCluster: spec.name,
    stages: [
      {
        id: 'namespaces',
        title: 'Namespaces',
        objects: [
          {
            apiVersion: 'v1',
            kind: 'Namespace',
            metadata: { name: spec.namespace, labels: { on: 'yes' } },
          },
          {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            metadata: { name: 'redis-access', namespace: spec.namespace },
            spec: { podSelector: {} },
          },
        ],
        waits: [],
      },
    ],
    warnings: [],
  };
}

export const noFlowChanges: FlowChanges = {
  opened: [],
  closed: [],
  rows: [],
  truncated: false,
};

/** One flow that must be blocked. */
export function planOf(): ProbePlan {
  return {
    namespace: 'matrix',
    sources: [
      {
        id: 'redis',
        title: 'Redis',
        labels: { 'app.kubernetes.io/name': 'redis' },
        flows: [
          {
            id: 'redis 10.244.1.7:8000',
            source: 'redis',
            sourceTitle: 'Redis',
            destination: 'key-vault',
            destinationTitle: 'key_vault',
            target: {
              kind: 'pod',
              namespace: 'matrix',
              name: 'key-vault-0',
              address: '10.244.1.7',
            },
            port: 8000,
            protocol: 'TCP',
            rows: ['N9'],
            expected: 'mustNotWork',
            verdict: { outcome: 'denied', sentence: 'Denied.' },
          },
        ],
      },
    ],
    skipped: [],
  };
}

/** The plan, with every flow as it got through. */
export function reportOf(
  plan: ProbePlan,
  finishedAt = '2026-11-24T00:00:00.000Z',
): ProbeReport {
  return {
    startedAt: '2026-11-24T00:00:00.000Z',
    finishedAt,
    results: judgeProbes(
      plan,
      plan.sources
        .flatMap(({ flows }) => flows)
        .map(({ id }) => ({ flow: id, outcome: 'connected' })),
    ),
    skipped: plan.skipped,
  };
}

/** An engine that needs no cluster; each answer can be replaced. */
export function fakeEngine(overrides: Partial<StackEngine> = {}): StackEngine {
  return {
    validate: input => ({
      issues: [],
      warnings: [],
      spec: parseStackSpec(input),
    }),
    workloads: () => ['synapse-main', 'redis'],
    ingressReplicas: () => 3,
    releases: () => [],
    readFacts: async () => factsOf(),
    render: async spec => stackOf(spec),
    plan: async ({ stack }) =>
      stack.stages.flatMap(({ id, objects }) =>
        objects.map(object => ({
          stage: id,
          object: describeObject(object),
          plan: { action: 'create' as const },
        })),
      ),
    apply: async () => ({
      created: 2,
      changed: 0,
      unchanged: 0,
      conflicts: [],
    }),
    planRemoval,
    remove: removeObjects,
    readSnapshot: async (_client, spec, { now }) =>
      snapshotOf(spec, now.toISOString()),
    assess: (snapshot, spec) => healthOf(spec, { seenAt: snapshot.takenAt }),
    flowChanges: () => noFlowChanges,
    planProbes: () => planOf(),
    runProbes: async ({ plan }) => reportOf(plan),
    ...overrides,
  };
}

/** A client whose cluster exists and holds nothing. */
export function fakeClient(clusterName: string): ClusterClient {
  return {
    clusterName,
    version: async () => ({ major: '1', minor: '34', gitVersion: 'v1.34.0' }),
    serves: async () => true,
    get: async () => undefined,
    exists: async () => false,
    identify: async () => undefined,
    list: async () => [],
    apply: async object => object,
    patch: async () => {
      throw new NotFoundError('The fake cluster holds nothing to patch');
    },
    delete: async () => {},
    isAllowed: async () => true,
  };
}

export function fakeClusters(...names: string[]): ClusterAccess {
  const known = names.length > 0 ? names : ['sandbox'];
  return {
    list: async () => known.map(name => ({ name })),
    client: async name => {
      if (!known.includes(name)) {
        throw new NotFoundError(`No Kubernetes cluster '${name}'`);
      }
      return fakeClient(name);
    },
  };
}
