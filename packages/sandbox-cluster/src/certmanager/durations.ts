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

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

const HOUR_MS = UNIT_MS.h;

/** A duration as Go writes it, such as `2160h` or `1h30m`, in ms; undefined when it is none. */
export function parseGoDuration(text: string | undefined): number | undefined {
  if (!text || !/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) {
    return undefined;
  }
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * UNIT_MS[unit],
    0,
  );
}

/**
 * When cert-manager renews: `renewBefore` ahead of the end where that is shorter
 * than the lifetime, else after two thirds of the lifetime.
 */
export function renewalTime(
  notBefore: Date,
  notAfter: Date,
  renewBefore: string | undefined,
): Date {
  const lifetime = notAfter.getTime() - notBefore.getTime();
  const wanted = parseGoDuration(renewBefore);
  const before =
    wanted !== undefined && wanted < lifetime ? wanted : lifetime / 3;
  return new Date(Math.floor((notAfter.getTime() - before) / 1_000) * 1_000);
}

/** How long cert-manager waits after failed attempts: 1 h, doubled each time, at most 32 h. */
export function issuanceBackoffMs(failedAttempts: number): number {
  return failedAttempts < 1
    ? 0
    : Math.min(HOUR_MS * 2 ** (failedAttempts - 1), 32 * HOUR_MS);
}
