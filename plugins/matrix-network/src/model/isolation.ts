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
  Direction,
  FlowEndpoint,
  matchesLabelSelector,
  NetworkPolicy,
  NetworkSnapshot,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** Directions in which a policy isolates the pods that it selects. */
function isolates({ spec }: NetworkPolicy, direction: Direction): boolean {
  const { policyTypes, egress } = spec;
  if (policyTypes && policyTypes.length > 0) {
    return policyTypes.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  }
  return direction === 'ingress' || (egress ?? []).length > 0;
}

/** All NetworkPolicies that isolate the pod at an end in a direction. A pod that is thought up has no labels. */
export function isolatingPolicies(
  network: NetworkSnapshot,
  end: FlowEndpoint,
  direction: Direction,
): NetworkPolicy[] {
  if ('ip' in end) {
    return [];
  }
  const pod = network.pods.find(
    ({ namespace, name }) => namespace === end.namespace && name === end.name,
  );
  const labels = pod?.labels ?? {};
  return [...network.networkPolicies, ...network.otherNetworkPolicies].filter(
    policy =>
      policy.metadata.namespace === end.namespace &&
      matchesLabelSelector(policy.spec.podSelector, labels) &&
      isolates(policy, direction),
  );
}
