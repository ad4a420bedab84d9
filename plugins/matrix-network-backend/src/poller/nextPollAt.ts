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

const MAX_BACKOFF_MS = 10 * 60 * 1_000;
const JITTER = 0.1;

/**
 * When a Matrix cluster is polled again: after the interval, or, while it
 * fails, after twice as long each time, up to ten minutes. A tenth of chance
 * keeps hundreds of clusters from falling into step.
 */
export function nextPollAt(options: {
  now: Date;
  intervalMs: number;
  /** Failed attempts in a row, this one included. */
  failures: number;
  /** From 0 to 1. */
  random: () => number;
}): Date {
  const { now, intervalMs, failures, random } = options;
  const doublings = Math.max(0, failures - 1);
  const longest = Math.max(MAX_BACKOFF_MS, intervalMs);
  const wait = Math.min(intervalMs * 2 ** Math.min(doublings, 20), longest);
  const jitter = 1 + JITTER * (2 * random() - 1);
  return new Date(now.getTime() + Math.round(wait * jitter));
}
