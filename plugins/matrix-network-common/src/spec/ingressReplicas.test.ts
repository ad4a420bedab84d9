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

import fc from 'fast-check';
import { ccuCapacityOf, ingressReplicasFor } from './ingressReplicas';
import { MAX_TARGET_CCU } from './StackSpec';

describe('ingressReplicasFor', () => {
  it.each([
    [1, 1],
    [100, 1],
    [101, 2],
    [1_000, 2],
    [1_001, 3],
    [5_000, 3],
    [5_001, 5],
    [10_000, 5],
    [10_001, 7],
    [20_000, 7],
  ])('answers %i users with %i replicas, without advice', (ccu, replicas) =>
    expect(ingressReplicasFor(ccu)).toEqual({ replicas }),
  );

  it.each([
    [20_001, 8],
    [25_000, 8],
    [25_001, 9],
    [100_000, 23],
  ])(
    'goes on growing above the table: %i users, %i replicas',
    (ccu, replicas) =>
      expect(ingressReplicasFor(ccu)).toEqual({
        replicas,
        advice: expect.stringContaining('node-local'),
      }),
  );
});

describe('ccuCapacityOf', () => {
  it.each([
    [0, 0],
    [1, 100],
    [2, 1_000],
    [3, 5_000],
    [4, 5_000],
    [5, 10_000],
    [6, 10_000],
    [7, 20_000],
    [8, 25_000],
  ])('%i replicas carry %i users', (replicas, ccu) =>
    expect(ccuCapacityOf(replicas)).toBe(ccu),
  );

  it('is never less than what the replicas were asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX_TARGET_CCU }), ccu => {
        expect(
          ccuCapacityOf(ingressReplicasFor(ccu).replicas),
        ).toBeGreaterThanOrEqual(ccu);
      }),
    );
  });
});
