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

import { LabelSelector, NetworkPolicyPeer } from '../../kubernetes/types';
import { StackSpec } from '../../spec/StackSpec';
import { workload } from '../../workloads/catalogue';
import { NAMESPACE_NAME_LABEL } from '../../workloads/labels';
import { Workload, WorkloadId } from '../../workloads/types';
import { hasWorkload } from '../../workloads/workloadsOf';

/** Selects a workload's pods by the fewest labels that tell them. */
export function podsOf(id: WorkloadId): LabelSelector {
  return { matchLabels: { ...workload(id).selector } };
}

/**
 * Workloads of the Matrix namespace as peers; those that the spec leaves out
 * are no peers.
 */
export function peers(
  spec: StackSpec,
  ...ids: WorkloadId[]
): NetworkPolicyPeer[] {
  return ids
    .filter(id => hasWorkload(spec, id))
    .map(id => ({ podSelector: podsOf(id) }));
}

/**
 * A workload of another namespace as a peer: one element with both selectors,
 * which Kubernetes joins by AND. Two elements would be an OR, and so the whole
 * namespace.
 */
export function neighbour(
  id: WorkloadId,
  namespace = workload(id).namespace,
): NetworkPolicyPeer {
  return podsElsewhere({ ...workload(id), namespace });
}

/** The pods of a workload in another namespace: by both, its labels and its namespace. */
export function podsElsewhere({
  id,
  namespace,
  selector,
}: Pick<Workload, 'id' | 'namespace' | 'selector'>): NetworkPolicyPeer {
  if (namespace === null) {
    throw new Error(`Workload '${id}' lives in the Matrix namespace`);
  }
  return {
    namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: namespace } },
    podSelector: { matchLabels: { ...selector } },
  };
}
