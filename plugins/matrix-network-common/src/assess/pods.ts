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

import { PodSnapshot, Snapshot } from '../snapshot/Snapshot';
import { installedWorkloads } from '../workloads/installedWorkloads';
import { workloadOfPod } from '../workloads/workloadOfPod';
import { WorkloadId } from '../workloads/types';

/** Whether a pod still has a network: one that has run to its end has none. */
export function isActive({ phase }: PodSnapshot): boolean {
  return phase !== 'Succeeded' && phase !== 'Failed';
}

/** Pods of a workload that are not over. */
export function podsOfWorkload(
  snapshot: Snapshot,
  id: WorkloadId,
): PodSnapshot[] {
  const ofOthers = installedWorkloads(snapshot.facts);
  return snapshot.pods.filter(
    pod =>
      isActive(pod) && workloadOfPod(pod, snapshot.namespace, ofOthers) === id,
  );
}

/** `namespace/name` */
export function podName(pod: PodSnapshot): string {
  return `${pod.namespace}/${pod.name}`;
}
