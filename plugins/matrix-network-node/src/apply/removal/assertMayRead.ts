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

import { describeRight } from './missingRight';
import { RemovalStep } from './planRemoval';

/** Rights that are named; more are counted. */
const MAX_RIGHTS = 3;

/**
 * What can't be looked at may still be there, and ours: where that is so, a stack
 * is not taken out in part, and what is recorded of it is not given up.
 * @throws what the account may not read, and what to do.
 * @public
 */
export function assertMayRead(steps: readonly RemovalStep[]): void {
  const objects = new Map<string, number>();
  for (const { decision } of steps) {
    if (decision.action === 'keep' && decision.unread) {
      const right = describeRight(decision.unread);
      objects.set(right, (objects.get(right) ?? 0) + 1);
    }
  }
  const rights = [...objects];
  if (rights.length === 0) {
    return;
  }
  const total = rights.reduce((sum, [, count]) => sum + count, 0);
  const shown = rights
    .slice(0, MAX_RIGHTS)
    .map(([right, count]) => `${right} (${objectsOf(count)})`);
  const more = rights.length - MAX_RIGHTS;
  // What to do comes first: long messages are cut.
  throw new Error(
    `Nothing was changed: whether ${objectsOf(total)} of the stack ${
      total === 1 ? 'is' : 'are'
    } still there is not known. Grant the portal's account the rights ('matrix-network rbac --role applier' prints them) and uninstall again; Forget lets go of it and leaves all on the cluster. It may not ${shown.join(
      ', nor ',
    )}${more > 0 ? `, and lacks ${more} more such rights` : ''}`,
  );
}

function objectsOf(count: number): string {
  return count === 1 ? '1 object' : `${count} objects`;
}
