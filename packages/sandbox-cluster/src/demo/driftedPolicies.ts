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
  NetworkPolicy,
  renderPolicies,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { driftedSpec } from './driftedSpec';
import { demoFacts } from './network';

/** The policies that somebody applied by hand, with the faults they had from the start. */
export function driftedPolicies(): NetworkPolicy[] {
  return renderPolicies(driftedSpec, demoFacts)
    .filter(({ metadata }) => metadata.name !== 'key-vault-isolation')
    .map(policy => {
      switch (policy.metadata.name) {
        case 'allow-dns':
          return withOldNamespaceLabel(policy);
        case 'sync-system-access':
          return withTypo(policy);
        default:
          return policy;
      }
    });
}

function withOldNamespaceLabel(policy: NetworkPolicy): NetworkPolicy {
  return {
    ...policy,
    spec: {
      ...policy.spec,
      egress: policy.spec.egress?.map(rule => ({
        ...rule,
        to: rule.to?.map(peer =>
          peer.namespaceSelector
            ? {
                ...peer,
                namespaceSelector: { matchLabels: { name: 'kube-system' } },
              }
            : peer,
        ),
      })),
    },
  };
}

function withTypo(policy: NetworkPolicy): NetworkPolicy {
  return {
    ...policy,
    spec: {
      ...policy.spec,
      podSelector: {
        matchLabels: { 'app.kubernetes.io/name': 'sync-sytem' },
      },
    },
  };
}

/** The edit of two days ago: a rule that lets every pod of the namespace in. */
export function openedToNamespace(policy: NetworkPolicy): NetworkPolicy {
  return {
    ...policy,
    spec: {
      ...policy.spec,
      ingress: [
        ...(policy.spec.ingress ?? []),
        {
          from: [{ podSelector: {} }],
          ports: [{ protocol: 'TCP', port: 6379 }],
        },
      ],
    },
  };
}

/** A policy that nobody remembers. */
export const debugPolicy: NetworkPolicy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'debug-postgresql', namespace: driftedSpec.namespace },
  spec: {
    podSelector: { matchLabels: { 'cnpg.io/cluster': 'matrix-postgresql' } },
    policyTypes: ['Ingress'],
    ingress: [{ ports: [{ protocol: 'TCP', port: 5432 }] }],
  },
};
