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

import { goesOnlyWhenNamed } from './decideRemoval';
import { describeEntry } from './InventoryEntry';
import { describeRight } from './missingRight';
import { RemovalStep } from './planRemoval';

/** Objects that are named of each right; more are counted. */
const MAX_NAMES = 5;

/**
 * What is taken out half-way is neither of use nor safe: where something may not
 * be deleted, nothing is begun.
 * @throws what the account may not delete, and how it could.
 * @public
 */
export function assertMayDelete(steps: readonly RemovalStep[]): void {
  const lacking = new Map<string, string[]>();
  let isAnyNamed = false;
  for (const { entry, decision } of steps) {
    if (decision.action === 'delete' && decision.forbidden) {
      const right = describeRight(decision.forbidden);
      lacking.set(right, [...(lacking.get(right) ?? []), describeEntry(entry)]);
      isAnyNamed ||= goesOnlyWhenNamed(entry);
    }
  }
  if (lacking.size === 0) {
    return;
  }
  const rights = [...lacking].map(
    ([right, objects]) => `${right} (${namesOf(objects)})`,
  );
  const remedy = isAnyNamed
    ? "Do not tick these, or grant it: 'matrix-network rbac --role applier --full-uninstall' prints the rights on CustomResourceDefinitions and Secrets"
    : "Grant it: 'matrix-network rbac --role applier' prints the rights";
  throw new Error(
    `Nothing was changed: the portal may not ${rights.join(
      ', nor ',
    )}. ${remedy}`,
  );
}

function namesOf(objects: readonly string[]): string {
  const shown = objects.slice(0, MAX_NAMES).join(', ');
  const more = objects.length - MAX_NAMES;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
