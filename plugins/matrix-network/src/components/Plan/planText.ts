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
  ApplyConflict,
  PlannedAction,
  PlannedObject,
  PlannedRemoval,
  StackPlan,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { StateWord } from '../../model';

/** An object together with what is planned for it. */
export type PlannedAs<A extends PlannedAction['action']> = PlannedObject & {
  plan: Extract<PlannedAction, { action: A }>;
};

/** The objects of a plan with which the same would be done. */
export function plannedAs<A extends PlannedAction['action']>(
  plan: Pick<StackPlan, 'objects'>,
  action: A,
): PlannedAs<A>[] {
  return plan.objects.filter(
    (object): object is PlannedAs<A> => object.plan.action === action,
  );
}

/** "1 object", "2 objects". */
export function objectCount(count: number): string {
  return `${count} ${count === 1 ? 'object' : 'objects'}`;
}

/** Whether the cluster is as the spec says: an apply would change nothing. */
export function isNothingToDo({ counts }: Pick<StackPlan, 'counts'>): boolean {
  const { create, change, conflict, undecided, refused, remove } = counts;
  return create + change + conflict + undecided + refused + remove === 0;
}

/**
 * What an apply would do, in one phrase: "3 to create, 1 in conflict, 60 unchanged".
 *
 * @param prune - what the spec no longer has is removed, and does not stay
 */
export function applyState(
  plan: Pick<StackPlan, 'counts'>,
  prune: boolean,
): StateWord {
  const { counts } = plan;
  if (isNothingToDo(plan)) {
    return {
      word: `Nothing to do: ${objectCount(counts.unchanged)} unchanged`,
      tone: 'good',
    };
  }
  const offline =
    counts.offline > 0 ? ` (${counts.offline} planned offline)` : '';
  const parts: [number, string][] = [
    [counts.create, `to create${offline}`],
    [counts.change, 'to change'],
    [counts.conflict, 'in conflict'],
    [counts.refused, 'refused'],
    [counts.undecided, 'undecided'],
    [counts.unchanged, 'unchanged'],
    [counts.remove, prune ? 'to delete' : 'no longer in the spec'],
  ];
  return {
    word: parts
      .filter(([count]) => count > 0)
      .map(([count, text]) => `${count} ${text}`)
      .join(', '),
    tone: applyTone(counts),
  };
}

function applyTone(counts: StackPlan['counts']): StateWord['tone'] {
  if (counts.refused > 0) {
    return 'bad';
  }
  return counts.conflict + counts.undecided > 0 ? 'warning' : 'neutral';
}

/** What an uninstall would do: "40 objects to delete, 3 stay". */
export function uninstallState(plan: Pick<StackPlan, 'removals'>): StateWord {
  const countOf = (action: string) =>
    plan.removals.filter(removal => removal.action === action).length;
  const [removed, kept, gone] = ['delete', 'keep', 'gone'].map(countOf);
  if (removed + kept === 0) {
    return {
      word: 'Nothing to do: nothing of the stack is on the cluster',
      tone: 'good',
    };
  }
  const parts = [`${objectCount(removed)} to delete`];
  if (kept > 0) {
    parts.push(`${kept} ${kept === 1 ? 'stays' : 'stay'}`);
  }
  if (gone > 0) {
    parts.push(`${gone} gone already`);
  }
  return { word: parts.join(', '), tone: 'neutral' };
}

/** Conflicts that can be decided: those of the plan, and those that were there before one was taken over. */
export function conflictsToChoose(
  offered: Pick<StackPlan, 'objects'>,
  plan: Pick<StackPlan, 'objects'>,
): ApplyConflict[] {
  const first = conflictsOf(offered);
  const known = new Set(first.map(({ object }) => object));
  return [
    ...first,
    ...conflictsOf(plan).filter(({ object }) => !known.has(object)),
  ];
}

function conflictsOf(plan: Pick<StackPlan, 'objects'>): ApplyConflict[] {
  return plannedAs(plan, 'conflict').flatMap(object => object.plan.conflicts);
}

/** What goes only when it is named, also once it was. */
export function removalsToName(
  offered: readonly PlannedRemoval[],
  removals: readonly PlannedRemoval[],
): PlannedRemoval[] {
  const first = offered.filter(({ needsWord }) => needsWord);
  const known = new Set(first.map(({ object }) => object));
  return [
    ...first,
    ...removals.filter(
      ({ needsWord, object }) => needsWord && !known.has(object),
    ),
  ];
}

/** Whether removing changes which flows get through. */
export function takesPolicies({
  removals,
}: Pick<StackPlan, 'removals'>): boolean {
  return removals.some(
    ({ action, object }) =>
      action === 'delete' && object.startsWith('NetworkPolicy '),
  );
}
