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

import { dataWorkloads } from './dataWorkloads';
import { mainWorkloads } from './mainWorkloads';
import { neighbourWorkloads } from './neighbourWorkloads';
import { lawfulInterceptionWorkloads } from './lawfulInterceptionWorkloads';
import { Workload, WorkloadId } from './types';

/**
 * Every workload of a Matrix deployment and its neighbours in other namespaces,
 * as a spec without answers has them: see {@link workloadsOf} for one spec's.
 * @public
 */
export const workloads: readonly Workload[] = [
  ...mainWorkloads,
  ...lawfulInterceptionWorkloads,
  ...dataWorkloads,
  ...neighbourWorkloads,
];

/** The workload of that id. @public */
export function workload(id: WorkloadId): Workload {
  const found = workloads.find(candidate => candidate.id === id);
  if (!found) {
    throw new Error(`No workload is called '${id}'`);
  }
  return found;
}
