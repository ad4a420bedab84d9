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

import { Labels } from '../kubernetes/types';
import { workloads } from './catalogue';
import { Workload, WorkloadId } from './types';

/** Where a workload may live when the spec is not at hand: the catalogue's namespace, or any for Prometheus. */
function livesIn(
  workload: Workload,
  namespace: string,
  matrixNamespace: string,
): boolean {
  if (workload.id === 'prometheus') {
    return namespace !== matrixNamespace;
  }
  return namespace === (workload.namespace ?? matrixNamespace);
}

function carries(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

/**
 * Names the workload that a pod belongs to: of those whose labels the pod
 * carries, the one that asks for the most. Undefined for a pod of none.
 *
 * @param placed - workloads of a spec, whose places are known, in place of the catalogue's
 * @public
 */
export function workloadOfPod(
  pod: { namespace: string; labels: Labels },
  matrixNamespace: string,
  placed: readonly Workload[] = [],
): WorkloadId | undefined {
  let best: Workload | undefined;
  for (const one of workloads) {
    const known = placed.find(({ id }) => id === one.id);
    const candidate = known ?? one;
    const isHome = known
      ? pod.namespace === (known.namespace ?? matrixNamespace)
      : livesIn(one, pod.namespace, matrixNamespace);
    if (
      isHome &&
      carries(pod.labels, candidate.selector) &&
      (!best || size(candidate) > size(best))
    ) {
      best = candidate;
    }
  }
  return best?.id;
}

function size(workload: Workload): number {
  return Object.keys(workload.selector).length;
}
