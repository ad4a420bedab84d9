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

import type { PollState } from '@matrix-network/backstage-plugin-matrix-network-common';

/** How far what is shown can be trusted to be so now. */
export type Freshness =
  | { state: 'fresh'; seenAt: string }
  | { state: 'stale'; seenAt: string; reason: string }
  | { state: 'neverSeen'; reason?: string };

/** Polls that may be missed before what is shown counts as stale. */
const missedPolls = 3;

/**
 * Stale is what the newest poll failed to confirm, and what no poll has
 * confirmed for three intervals: a backend that stopped polling reports no error.
 */
export function freshness(poll: PollState, now: Date): Freshness {
  if (!poll.lastSuccessAt) {
    return { state: 'neverSeen', reason: poll.error };
  }
  const seenAt = poll.lastSuccessAt;
  if (poll.error) {
    return { state: 'stale', seenAt, reason: poll.error };
  }
  const ageSeconds = (now.getTime() - Date.parse(seenAt)) / 1000;
  const allowed = Math.max(poll.intervalSeconds, 30) * missedPolls;
  if (ageSeconds > allowed) {
    return {
      state: 'stale',
      seenAt,
      reason: `No poll has succeeded for ${missedPolls} intervals of ${poll.intervalSeconds} s.`,
    };
  }
  return { state: 'fresh', seenAt };
}
