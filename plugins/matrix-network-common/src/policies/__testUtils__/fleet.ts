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
import { PolicyNamespace, PolicyPod } from '../../policy';
import { StackSpec } from '../../spec';
import { ClusterFacts } from '../../stack/types';
import {
  NAME_LABEL,
  SCRAPE_LABEL,
  workload,
  WorkloadId,
  workloadsOf,
} from '../../workloads';

/** A pod of the fleet, and the workload it stands for. */
export interface FleetPod extends PolicyPod {
  workload?: WorkloadId;
}

/** Namespaces beside those of workloads: whoever else uses the cluster. */
const strangers = ['default', 'kube-system', 'ingress-nginx', 'monitoring'];

/** The Service account of nobody: an administrator's pod brings its own way out. */
function adminEgress(namespace: string): NetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'minio-admin', namespace },
    spec: {
      podSelector: { matchLabels: { role: 'admin' } },
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              podSelector: {
                matchLabels: { 'v1.min.io/tenant': 'matrix-minio' },
              },
            },
          ],
          ports: [
            { protocol: 'TCP', port: 9090 },
            { protocol: 'TCP', port: 9443 },
          ],
        },
      ],
    },
  };
}

/**
 * Pods of a whole deployment: two for every workload of the spec, the Jobs, an
 * administrator's pod, one without labels, and strangers in other namespaces.
 */
export function fleetOf(
  spec: StackSpec,
  facts: ClusterFacts,
): {
  pods: FleetPod[];
  namespaces: PolicyNamespace[];
  foreignPolicies: NetworkPolicy[];
} {
  const dualStack = facts.podCidrs.some(cidr => cidr.includes(':'));
  const pods: FleetPod[] = [];
  const add = (
    namespace: string,
    name: string,
    labels: Labels,
    rest: Partial<FleetPod> = {},
  ) => {
    const number = pods.length + 1;
    pods.push({
      namespace,
      name,
      labels,
      ips: [
        `10.244.1.${number}`,
        ...(dualStack ? [`fd00:10:244::${number.toString(16)}`] : []),
      ],
      phase: 'Running',
      ...rest,
    });
  };
  for (const one of workloadsOf(spec, facts)) {
    for (const number of [1, 2]) {
      add(
        one.namespace ?? spec.namespace,
        `${one.id}-${number}`,
        { ...one.podLabels, ...one.policyLabels },
        {
          workload: one.id,
          hostNetwork: one.hostNetwork,
          ports: one.ports.map(({ port, protocol }) => ({
            port,
            protocol,
          })),
        },
      );
    }
  }
  add(spec.namespace, 'unlabelled', {});
  add(spec.namespace, 'minio-admin', { role: 'admin' });
  add(spec.namespace, 'redis-with-exporter', {
    [NAME_LABEL]: 'redis',
    [SCRAPE_LABEL]: 'true',
  });
  for (const [job, name] of [
    ['key-vault-init-db', 'key-vault'],
    ['sync-system-setup-replication', 'sync-system'],
  ]) {
    add(spec.namespace, job, {
      [NAME_LABEL]: name,
      'batch.kubernetes.io/job-name': job,
    });
  }
  for (const namespace of strangers) {
    add(namespace, 'stranger', {});
  }
  if (facts.ingressController) {
    add('ingress-nginx', 'not-in-use', workload('ingress-nginx').podLabels);
  }
  const names = new Set(pods.map(({ namespace }) => namespace));
  return {
    pods,
    namespaces: [...names].map(name => ({
      name,
      labels: { 'kubernetes.io/metadata.name': name },
    })),
    foreignPolicies: [adminEgress(spec.namespace)],
  };
}
