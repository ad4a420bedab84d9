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

import { nextPollAt } from './nextPollAt';

const now = new Date('2026-11-24T00:00:00.000Z');
const waitOf = (failures: number, intervalMs = 60_000, random = 0.5) =>
  nextPollAt({ now, intervalMs, failures, random: () => random }).getTime() -
  now.getTime();

describe('nextPollAt', () => {
  it('is one interval away while polls succeed, and after the first failure', () => {
    expect(waitOf(0)).toBe(60_000);
    expect(waitOf(1)).toBe(60_000);
  });

  it('doubles with each further failure, up to ten minutes', () => {
    expect([2, 3, 4, 5, 6, 1_000].map(count => waitOf(count))).toEqual([
      120_000, 240_000, 480_000, 600_000, 600_000, 600_000,
    ]);
  });

  it('never comes more often than the interval', () => {
    expect(waitOf(50, 3_600_000)).toBe(3_600_000);
  });

  it('strays by a tenth', () => {
    expect(waitOf(0, 60_000, 0)).toBe(54_000);
    expect(waitOf(0, 60_000, 1)).toBe(66_000);
  });
});
