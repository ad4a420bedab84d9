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

import { issuanceBackoffMs, parseGoDuration, renewalTime } from './durations';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const from = new Date('2026-01-01T00:00:00Z');
const after = (days: number) => new Date(from.getTime() + days * DAY);

describe('durations', () => {
  it.each([
    ['2160h', 2160 * HOUR],
    ['1h30m', 1.5 * HOUR],
    ['720h0m0s', 720 * HOUR],
    ['1.5h', 1.5 * HOUR],
  ])('reads %s as Go does', (text, ms) => {
    expect(parseGoDuration(text)).toBe(ms);
  });

  it.each(['', '30d', '12', 'h', undefined])('takes %p for none', text => {
    expect(parseGoDuration(text)).toBeUndefined();
  });

  it.each([
    [90, undefined, 60],
    [45, undefined, 30],
    [6, undefined, 4],
    [90, '720h', 60],
    [90, '240h', 80],
    // Not shorter than the lifetime: the rule of two thirds holds.
    [6, '720h', 4],
  ])(
    'renews %p days with renewBefore %p on day %p',
    (days, renewBefore, day) => {
      expect(renewalTime(from, after(days), renewBefore)).toEqual(after(day));
    },
  );

  it('backs off from an hour to 32 hours', () => {
    expect([0, 1, 2, 3, 6, 7, 20].map(issuanceBackoffMs)).toEqual(
      [0, 1, 2, 4, 32, 32, 32].map(hours => hours * HOUR),
    );
  });
});
