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

import { calendarDate, daysLeftText, durationText, relativeTime } from './time';

const now = new Date('2026-11-24T12:00:00Z');

describe('times', () => {
  it.each([
    ['2026-11-24T11:59:58Z', 'just now'],
    ['2026-11-24T11:57:00Z', '3 minutes ago'],
    ['2026-11-29T12:00:00Z', 'in 5 days'],
    ['soon', 'soon'],
  ])('says %s as %s', (iso, text) => {
    expect(relativeTime(iso, now)).toBe(text);
  });

  it.each([
    [12, '12 days left'],
    [1, '1 day left'],
    [0, 'less than a day left'],
    [-1, 'expired 1 day ago'],
    [-4, 'expired 4 days ago'],
  ])('says %d days as "%s"', (days, text) => {
    expect(daysLeftText(days)).toBe(text);
  });

  it('gives dates and durations in short form', () => {
    expect(calendarDate('2027-01-03T10:00:00Z')).toBe('3 Jan 2027');
    expect(durationText('2026-11-24T12:00:00Z', '2026-11-24T12:00:24Z')).toBe(
      '24 s',
    );
    expect(durationText('2026-11-24T12:00:00Z', '2026-11-24T12:03:05Z')).toBe(
      '3 min 5 s',
    );
    expect(
      durationText('2026-11-24T12:00:00Z', '2026-11-24T11:00:00Z'),
    ).toBeUndefined();
  });
});
