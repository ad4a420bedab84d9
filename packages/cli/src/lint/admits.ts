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
  Labels,
  matchesLabelSelector,
  NAMESPACE_NAME_LABEL,
  NetworkPolicy,
  NetworkPolicyPeer,
  workload,
  WorkloadId,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** Labels of a workload's pods. */
export function podLabelsOf(id: WorkloadId): Labels {
  return workload(id).podLabels;
}

/** Whether a policy is one of a workload's pods. */
export function selects({ spec }: NetworkPolicy, labels: Labels): boolean {
  return matchesLabelSelector(spec.podSelector, labels);
}

/** Whether a policy is for some pods rather than for all. */
export function isForSome({
  spec: {
    podSelector: { matchLabels = {}, matchExpressions = [] },
  },
}: NetworkPolicy): boolean {
  return Object.keys(matchLabels).length + matchExpressions.length > 0;
}

/** Whether a peer is a pod of the Matrix namespace with those labels. */
export function admits(
  { ipBlock, namespaceSelector, podSelector }: NetworkPolicyPeer,
  labels: Labels,
  namespace: string,
): boolean {
  return (
    !ipBlock &&
    (!namespaceSelector ||
      matchesLabelSelector(namespaceSelector, {
        [NAMESPACE_NAME_LABEL]: namespace,
      })) &&
    (!podSelector || matchesLabelSelector(podSelector, labels))
  );
}
