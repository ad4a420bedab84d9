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

import { NetworkPolicy, NetworkPolicyPeer } from '../src/kubernetes/types';
import { PolicyInput, PolicyPod } from '../src/policy';

/** Size and kind of a made-up cluster. */
export interface ClusterShape {
  namespaces: number;
  podsEach: number;
  policiesEach: number;
  /**
   * `deployments`: ten pods to a set of labels, as Deployments make them.
   * `singletons`: policies tell every pod from every other, the worst case.
   */
  pods: 'deployments' | 'singletons';
}

const DEPLOYMENTS = 10;

function appOf({ pods, podsEach }: ClusterShape, index: number): string {
  return pods === 'singletons'
    ? `app-${index}`
    : `app-${Math.floor((index * DEPLOYMENTS) / podsEach)}`;
}

function podsIn(shape: ClusterShape, ns: number): PolicyPod[] {
  return Array.from({ length: shape.podsEach }, (_, index) => ({
    namespace: `ns-${ns}`,
    name: `pod-${index}`,
    labels: {
      app: appOf(shape, index),
      tier: ['web', 'logic', 'data'][index % 3],
      'pod-template-hash': `h${ns}${index % DEPLOYMENTS}`,
    },
    ips: [`10.${ns}.${Math.floor(index / 250)}.${1 + (index % 250)}`],
    phase: 'Running',
    ports: [
      { name: 'http', port: 8080, protocol: 'TCP' },
      { name: 'metrics', port: 9090, protocol: 'TCP' },
      { name: 'own', port: 7000 + (index % 40), protocol: 'TCP' },
    ],
  }));
}

/** One of five kinds of policy that clusters really have. */
function policyIn(
  shape: ClusterShape,
  ns: number,
  index: number,
): NetworkPolicy {
  const app = appOf(shape, (index * 7) % shape.podsEach);
  const neighbour = `ns-${(ns + index) % shape.namespaces}`;
  const elsewhere: NetworkPolicyPeer = {
    namespaceSelector: {
      matchLabels: { 'kubernetes.io/metadata.name': neighbour },
    },
    podSelector: {
      matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['data'] }],
    },
  };
  const specs: NetworkPolicy['spec'][] = [
    { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    {
      podSelector: { matchLabels: { app } },
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { tier: 'web' } } }, elsewhere],
          ports: [{ port: 'http' }, { port: 9090 }],
        },
      ],
    },
    {
      podSelector: { matchLabels: { tier: 'logic' } },
      policyTypes: ['Egress'],
      egress: [
        {
          to: [{ namespaceSelector: {} }],
          ports: [{ port: 7000, endPort: 9000 }],
        },
        {
          to: [{ ipBlock: { cidr: '0.0.0.0/0', except: [`10.${ns}.0.0/16`] } }],
        },
      ],
    },
    {
      podSelector: {
        matchExpressions: [
          { key: 'tier', operator: 'In', values: ['web', 'data'] },
        ],
      },
      policyTypes: ['Egress', 'Ingress'],
      egress: [{ to: [elsewhere, { podSelector: {} }] }],
      ingress: [
        { from: [{ namespaceSelector: { matchLabels: { zone: 'a' } } }] },
      ],
    },
    {
      podSelector: { matchLabels: { app } },
      ingress: [
        {
          from: [{ ipBlock: { cidr: `10.${index}.0.0/16` } }],
          ports: [{ port: 8080 }],
        },
      ],
    },
  ];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: `ns-${ns}`, name: `policy-${index}` },
    spec: specs[index % specs.length],
  };
}

export function makeCluster(shape: ClusterShape): PolicyInput {
  const numbers = Array.from({ length: shape.namespaces }, (_, ns) => ns);
  return {
    namespaces: numbers.map(ns => ({
      name: `ns-${ns}`,
      labels: { zone: ns % 2 === 0 ? 'a' : 'b' },
    })),
    pods: numbers.flatMap(ns => podsIn(shape, ns)),
    policies: numbers.flatMap(ns =>
      Array.from({ length: shape.policiesEach }, (_, index) =>
        policyIn(shape, ns, index),
      ),
    ),
  };
}
