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
import { isBridgeEntry, isPolicyEntry } from './bridgeEntries';
import { describeEntry, InventoryEntry } from './InventoryEntry';
import type { RemovalStep } from './planRemoval';

/** Whether it lets something through: what does not may go first. */
export function allowsSomething(entry: InventoryEntry): boolean {
  return (
    isPolicyEntry(entry) &&
    !isBridgeEntry(entry) &&
    entry.stage !== 'default-deny'
  );
}

/** Why a policy stays that was to go. */
export function neededBeside(policy: string): string {
  return `${policy} stays and isolates pods, which would be cut off without what this one lets through`;
}

/**
 * A policy that stays in a namespace which the stack leaves goes on isolating
 * pods: what lets something through stays there, too.
 *
 * @param rendered - what the stack has now: where it has policies, it has those that are needed
 */
export function keepWhatIsNeeded(
  steps: readonly RemovalStep[],
  rendered: readonly InventoryEntry[],
): RemovalStep[] {
  const inUse = new Set(
    rendered.filter(isPolicyEntry).map(({ namespace }) => namespace),
  );
  const stays = new Map<string | undefined, string>();
  for (const { entry, decision } of steps) {
    const { namespace } = entry;
    if (
      isPolicyEntry(entry) &&
      !isBridgeEntry(entry) &&
      decision.action === 'keep' &&
      !inUse.has(namespace) &&
      !stays.has(namespace)
    ) {
      stays.set(namespace, describeEntry(entry));
    }
  }
  return steps.map(step => {
    const policy = stays.get(step.entry.namespace);
    return policy !== undefined &&
      step.decision.action === 'delete' &&
      allowsSomething(step.entry)
      ? {
          entry: step.entry,
          decision: { action: 'keep', reason: neededBeside(policy) },
        }
      : step;
  });
}
