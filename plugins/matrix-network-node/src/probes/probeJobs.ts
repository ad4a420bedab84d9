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
  ProbeFlow,
  ProbePlan,
  ProbeSource,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** One Job to be: a source and some of its flows, each tried by a container of its own. */
export interface ProbeJob {
  name: string;
  source: ProbeSource;
  flows: readonly ProbeFlow[];
}

/** Containers of one pod; a pod's request to the quota is their sum. */
export const MAX_CONTAINERS = 10;

/** Leaves room for what the Job controller appends to the names of pods. */
function jobName(operation: string, index: number): string {
  return `matrix-probe-${operation.slice(0, 8)}-${index}`;
}

function chunked<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** The Jobs of a plan, in the order in which they are started. */
export function probeJobs(plan: ProbePlan, operation: string): ProbeJob[] {
  return plan.sources
    .flatMap(source =>
      chunked(source.flows, MAX_CONTAINERS).map(flows => ({ source, flows })),
    )
    .map((job, index) => ({ ...job, name: jobName(operation, index) }));
}

/** Name of the container that tries a flow, by its place in the Job. */
export function containerName(index: number): string {
  return `flow-${index}`;
}
