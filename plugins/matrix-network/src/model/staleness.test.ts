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

import { freshness } from './staleness';

const now = new Date('2026-11-24T12:00:00Z');

describe('freshness', () => {
  it('is fresh while polls succeed in time', () => {
    expect(
      freshness(
        { lastSuccessAt: '2026-11-24T11:59:30Z', intervalSeconds: 60 },
        now,
      ),
    ).toEqual({ state: 'fresh', seenAt: '2026-11-24T11:59:30Z' });
  });

  it('is stale with the reason when the newest poll failed', () => {
    expect(
      freshness(
        {
          lastSuccessAt: '2026-11-24T11:59:30Z',
          error: 'connect ECONNREFUSED',
          intervalSeconds: 60,
        },
        now,
      ),
    ).toEqual({
      state: 'stale',
      seenAt: '2026-11-24T11:59:30Z',
      reason: 'connect ECONNREFUSED',
    });
  });

  it('is stale when nothing was polled for three intervals, though nothing failed', () => {
    expect(
      freshness(
        { lastSuccessAt: '2026-11-24T11:56:00Z', intervalSeconds: 60 },
        now,
      ),
    ).toMatchObject({
      state: 'stale',
      reason: 'No poll has succeeded for 3 intervals of 60 s.',
    });
  });

  it('does not call a short interval stale at the first late poll', () => {
    expect(
      freshness(
        { lastSuccessAt: '2026-11-24T11:59:00Z', intervalSeconds: 5 },
        now,
      ),
    ).toMatchObject({ state: 'fresh' });
  });

  it('says that a cluster was never seen, and why where that is known', () => {
    expect(freshness({ intervalSeconds: 60 }, now)).toEqual({
      state: 'neverSeen',
      reason: undefined,
    });
    expect(
      freshness({ intervalSeconds: 60, error: 'no such cluster' }, now),
    ).toEqual({ state: 'neverSeen', reason: 'no such cluster' });
  });
});
