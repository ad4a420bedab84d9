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
  describePlan,
  StackPlan,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { UnrenderedObjects } from '@matrix-network/backstage-plugin-matrix-network-node';
import { unrenderedJson, unrenderedText } from './unrendered';

/** A plan, and what of earlier applies is still on the cluster as far as labels tell. */
export interface PlanWithUnrendered {
  plan: StackPlan;
  unrendered: UnrenderedObjects;
}

/** Without what only the portal's inventory could fill. */
function planJson({ plan, unrendered }: PlanWithUnrendered) {
  const { removals: _removals, counts, ...rest } = plan;
  const { remove: _remove, ...counted } = counts;
  return { ...rest, counts: counted, unrendered: unrenderedJson(unrendered) };
}

/** How a plan is printed. What earlier applies have left is recorded in the portal only. */
export const planFormats = {
  text: ({ plan, unrendered }: PlanWithUnrendered) =>
    `${describePlan(plan, { removals: 'unknown' })}\n${unrenderedText(
      unrendered,
    )}\n`,
  json: (given: PlanWithUnrendered) =>
    `${JSON.stringify(planJson(given), undefined, 2)}\n`,
} as const;
