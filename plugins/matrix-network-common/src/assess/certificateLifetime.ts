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

const DAY = 24 * 60 * 60 * 1000;

/**
 * When to speak up, as days left of a 90-day certificate. Shorter and longer
 * lifetimes scale: seven days left are late for a 90-day certificate, and usual
 * for a 6-day one.
 */
const warnDaysOf90 = 14;
const criticalDaysOf90 = 7;
/** However long the lifetime: a 10-year CA need not be spoken of for a year. */
const longestWarnDays = 30;
const longestCriticalDays = 7;

/** How pressing the end of a certificate is, for its lifetime. @public */
export type CertificateUrgency = 'none' | 'warning' | 'critical' | 'expired';

const leastPressingFirst: readonly CertificateUrgency[] = [
  'none',
  'warning',
  'critical',
  'expired',
];

/** From when to when a certificate holds. @public */
export interface CertificateValidity {
  notBefore?: string;
  notAfter?: string;
}

/** How close a certificate is to its end. */
export interface Lifetime {
  /** Whole days left, rounded down; negative when past. */
  daysLeft: number;
  millisLeft: number;
  /** 0 to 1; undefined where the beginning is not known. */
  used?: number;
  urgency: CertificateUrgency;
  /** Below this many days left it is `critical`. */
  criticalDays: number;
  warnDays: number;
}

function millis(time: string | undefined): number | undefined {
  if (time === undefined) {
    return undefined;
  }
  const parsed = DateTime.fromISO(time);
  return parsed.isValid ? parsed.toMillis() : undefined;
}

function urgencyOf(
  daysLeft: number,
  warnDays: number,
  criticalDays: number,
): CertificateUrgency {
  if (daysLeft <= 0) {
    return 'expired';
  }
  if (daysLeft < criticalDays) {
    return 'critical';
  }
  return daysLeft < warnDays ? 'warning' : 'none';
}

/** Undefined when the certificate's end is not known: it was never issued. */
export function lifetimeOf(
  { notBefore, notAfter }: CertificateValidity,
  now: Date,
): Lifetime | undefined {
  const end = millis(notAfter);
  if (end === undefined) {
    return undefined;
  }
  const begin = millis(notBefore);
  const millisLeft = end - now.getTime();
  const days = begin === undefined ? 90 : (end - begin) / DAY;
  const warnDays = Math.min(longestWarnDays, (days * warnDaysOf90) / 90);
  const criticalDays = Math.min(
    longestCriticalDays,
    (days * criticalDaysOf90) / 90,
  );
  return {
    millisLeft,
    daysLeft: Math.floor(millisLeft / DAY),
    ...(begin !== undefined &&
      end > begin && {
        used: Math.min(1, Math.max(0, (now.getTime() - begin) / (end - begin))),
      }),
    urgency: urgencyOf(millisLeft / DAY, warnDays, criticalDays),
    warnDays,
    criticalDays,
  };
}

/** The most pressing of several certificates; undefined when none was issued. @public */
export function worstUrgency(
  certificates: readonly CertificateValidity[],
  now: Date,
): CertificateUrgency | undefined {
  const urgencies = certificates.flatMap(
    certificate => lifetimeOf(certificate, now)?.urgency ?? [],
  );
  return leastPressingFirst.filter(one => urgencies.includes(one)).pop();
}

function counted(value: number, unit: string): string {
  return `${value} ${unit}${value === 1 ? '' : 's'}`;
}

/** `3 days`, `5 hours`: how long something takes or took, in the largest unit that fits. */
export function spanText(spanMillis: number): string {
  const minutes = Math.floor(Math.abs(spanMillis) / 60_000);
  if (minutes < 60) {
    return counted(minutes, 'minute');
  }
  return minutes < 48 * 60
    ? counted(Math.floor(minutes / 60), 'hour')
    : counted(Math.floor(minutes / 1440), 'day');
}

/** Milliseconds from a time to now; undefined when the time cannot be read. */
export function since(time: string | undefined, now: Date): number | undefined {
  const at = millis(time);
  return at === undefined ? undefined : now.getTime() - at;
}
