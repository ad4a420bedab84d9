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

import { worstUrgency } from './certificateLifetime';

const now = new Date('2026-11-25T00:00:00.000Z');

function certificate(lifetimeDays: number, daysLeft: number) {
  const at = (days: number) =>
    new Date(now.getTime() + days * 24 * 60 * 60 * 1000).toISOString();
  return { notBefore: at(daysLeft - lifetimeDays), notAfter: at(daysLeft) };
}

describe('worstUrgency', () => {
  it.each([
    ['a 90-day certificate with 20 days left', [certificate(90, 20)], 'none'],
    ['one with 12 days left', [certificate(90, 12)], 'warning'],
    ['one with 6 days left', [certificate(90, 6)], 'critical'],
    ['a 6-day certificate with 5 days left', [certificate(6, 5)], 'none'],
    ['one that has ended', [certificate(90, -1)], 'expired'],
    [
      'the most pressing, which need not end first',
      [certificate(6, 5), certificate(90, 6), certificate(90, 60)],
      'critical',
    ],
    [
      'one whose beginning is not known',
      [{ notAfter: now.toISOString() }],
      'expired',
    ],
    ['one that was never issued', [{}], undefined],
    ['none', [], undefined],
  ])('judges %s', (_, certificates, urgency) => {
    expect(worstUrgency(certificates, now)).toBe(urgency);
  });
});
