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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { isTrue } from './conditions';
import { ClusterState } from './ClusterState';
import { Pod, POD } from './kinds';
import { isAlive, isControlledBy } from './podTemplate';

/** The pods that a workload controls, without those that have ended or are going. */
export function podsOf(owner: KubernetesObject, state: ClusterState): Pod[] {
  return state
    .list(POD, { namespace: owner.metadata.namespace })
    .filter(pod => isControlledBy(pod, owner) && isAlive(pod));
}

/** Whether a pod's condition Ready is True. */
export function isReady(pod: Pod): boolean {
  return isTrue(pod.status?.conditions, 'Ready');
}

/** Deletes pods by name. */
export function removePods(pods: readonly Pod[], state: ClusterState): void {
  for (const { metadata } of pods) {
    state.remove(POD, metadata.namespace, metadata.name);
  }
}
