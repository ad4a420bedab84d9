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
  ApplyRequest,
  PlanRequest,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** What the user chose in the plan. */
export interface ApplyChoice {
  specId?: number;
  /** Objects to take over from other managers. */
  force: readonly string[];
  prune: boolean;
  /** What goes only when it is named. Counts only where something is pruned at all. */
  also: readonly string[];
}

/** The apply that does what was chosen, and no more. */
export function applyRequest(choice: ApplyChoice): ApplyRequest {
  const { specId, force, prune, also } = choice;
  return {
    ...(specId !== undefined && { specId }),
    ...(force.length > 0 && { force: [...force] }),
    ...(prune && { prune: also.length > 0 ? { also: [...also] } : true }),
  };
}

/** The plan of what was chosen. */
export function planRequest(choice: ApplyChoice): PlanRequest {
  const { specId, force, prune, also } = choice;
  return {
    ...(specId !== undefined && { specId }),
    ...(force.length > 0 && { force: [...force] }),
    ...(prune && { prune }),
    ...(prune && also.length > 0 && { also: [...also] }),
  };
}
