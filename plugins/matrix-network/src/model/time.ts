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

import { DateTime } from 'luxon';

/** "3 minutes ago", "in 5 days"; the text itself where it is no date. */
export function relativeTime(iso: string, now: Date): string {
  const time = DateTime.fromISO(iso);
  if (!time.isValid) {
    return iso;
  }
  const base = DateTime.fromJSDate(now);
  // A minute ahead: the clocks of the backend and the browser differ.
  const ahead = time.diff(base, 'seconds').seconds;
  if (ahead > -10 && ahead < 60) {
    return 'just now';
  }
  return time.toRelative({ base, locale: 'en' }) ?? iso;
}

/** "24 Nov 2026, 14:05:00 UTC": for titles, beside a relative time. */
export function absoluteTime(iso: string): string {
  const time = DateTime.fromISO(iso, { setZone: false });
  return time.isValid
    ? time.setLocale('en-GB').toFormat("d LLL yyyy, HH:mm:ss 'UTC'ZZ")
    : iso;
}

/** "24 Nov 2026". */
export function calendarDate(iso: string): string {
  const time = DateTime.fromISO(iso);
  return time.isValid ? time.setLocale('en-GB').toFormat('d LLL yyyy') : iso;
}

/** "1 day", "12 days"; past ones as "3 days ago". */
export function daysLeftText(days: number): string {
  if (days < 0) {
    const past = Math.abs(days);
    return `expired ${past} ${past === 1 ? 'day' : 'days'} ago`;
  }
  if (days === 0) {
    return 'less than a day left';
  }
  return `${days} ${days === 1 ? 'day' : 'days'} left`;
}

/** "12 s", "3 min 5 s": how long something took. */
export function durationText(from: string, to: string): string | undefined {
  const seconds = Math.round(
    DateTime.fromISO(to).diff(DateTime.fromISO(from), 'seconds').seconds,
  );
  if (!Number.isFinite(seconds) || seconds < 0) {
    return undefined;
  }
  return seconds < 60
    ? `${seconds} s`
    : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
