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
  fullPlan,
  idlePlan,
  planOf,
  takenOverPlan,
  uninstallPlan,
} from '../../__testUtils__';
import {
  applyState,
  conflictsToChoose,
  isNothingToDo,
  plannedAs,
  removalsToName,
  takesPolicies,
  uninstallState,
} from './planText';

describe('applyState', () => {
  it('counts in words, what was planned without the server too', () => {
    expect(applyState(fullPlan, false)).toEqual({
      word: '2 to create (1 planned offline), 1 to change, 1 in conflict, 1 refused, 1 undecided, 1 unchanged, 1 no longer in the spec',
      tone: 'bad',
    });
  });

  it('says that there is nothing to do', () => {
    expect(applyState(idlePlan, false)).toEqual({
      word: 'Nothing to do: 1 object unchanged',
      tone: 'good',
    });
  });

  it('has something to do where only something is to be removed', () => {
    const plan = planOf(idlePlan.objects, fullPlan.removals);
    expect(isNothingToDo(plan)).toBe(false);
    expect(applyState(plan, false)).toEqual({
      word: '1 unchanged, 1 no longer in the spec',
      tone: 'neutral',
    });
    expect(applyState(plan, true).word).toBe('1 unchanged, 1 to delete');
  });
});

describe('uninstallState', () => {
  it('counts what goes, stays and is gone', () => {
    expect(uninstallState(uninstallPlan).word).toBe(
      '1 object to delete, 2 stay, 1 gone already',
    );
  });

  it('says that nothing is there', () => {
    expect(uninstallState(planOf([]))).toMatchObject({
      word: expect.stringContaining('Nothing to do'),
      tone: 'good',
    });
  });
});

describe('plannedAs', () => {
  it('takes the objects of one action', () => {
    expect(
      plannedAs(fullPlan, 'refused').map(({ plan }) => plan.reason),
    ).toEqual(['provided port is already allocated']);
  });
});

describe('what can be chosen', () => {
  const objects = (all: readonly { object: string }[]) =>
    all.map(({ object }) => object);

  it('keeps a conflict in sight that is taken over, and adds new ones', () => {
    const redis = 'NetworkPolicy matrix/redis-access';
    expect(objects(conflictsToChoose(fullPlan, takenOverPlan))).toEqual([
      redis,
    ]);
    expect(objects(conflictsToChoose(idlePlan, fullPlan))).toEqual([redis]);
    expect(objects(conflictsToChoose(fullPlan, fullPlan))).toEqual([redis]);
  });

  it('keeps what was named in sight, once it would be deleted', () => {
    const namespace = 'Namespace matrix-old';
    const deleted = fullPlan.removals.map(
      removal => ({ ...removal, action: 'delete', needsWord: false } as const),
    );
    expect(objects(removalsToName(fullPlan.removals, deleted))).toEqual([
      namespace,
    ]);
    expect(objects(removalsToName([], fullPlan.removals))).toEqual([namespace]);
  });

  it('knows when policies go', () => {
    expect(takesPolicies(fullPlan)).toBe(true);
    expect(takesPolicies(idlePlan)).toBe(false);
  });
});
