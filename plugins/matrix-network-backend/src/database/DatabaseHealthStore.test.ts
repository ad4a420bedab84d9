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

import { Health } from '@matrix-network/backstage-plugin-matrix-network-common';
import { digestOf } from '../service/healthDigest';
import { databaseIds, migratedDatabase } from '../__testUtils__/databases';
import { healthOf, snapshotOf, specOf } from '../__testUtils__/fakes';
import { DatabaseHealthStore } from './DatabaseHealthStore';
import { PollSuccess } from './HealthStore';

jest.setTimeout(60_000);

const start = new Date('2026-11-24T00:00:00.000Z');
const seconds = (count: number) => new Date(start.getTime() + count * 1_000);

function successAt(takenAt: Date, health?: Partial<Health>): PollSuccess {
  const spec = specOf();
  const assessed = healthOf(spec, { seenAt: takenAt.toISOString(), ...health });
  return {
    snapshot: snapshotOf(spec, takenAt.toISOString()),
    health: assessed,
    digest: digestOf(assessed),
  };
}

describe.each(databaseIds)('DatabaseHealthStore, %p', id => {
  async function storeAt(now: () => Date = () => start) {
    const knex = await migratedDatabase(id);
    return new DatabaseHealthStore(knex, now);
  }

  it('returns health and snapshot as they were stored', async () => {
    const store = await storeAt();
    await store.ensure('chat-eu', start);
    const success = successAt(start);
    await store.recordSuccess('chat-eu', success, seconds(60));

    await expect(store.health('chat-eu')).resolves.toEqual(success.health);
    await expect(store.snapshot('chat-eu')).resolves.toEqual(success.snapshot);
    await expect(store.pollState('chat-eu')).resolves.toEqual({
      lastSuccessAt: '2026-11-24T00:00:00.000Z',
      lastAttemptAt: '2026-11-24T00:00:00.000Z',
      error: undefined,
    });
  });

  it('keeps the last health when a poll fails, and counts the failures', async () => {
    let now = start;
    const store = await storeAt(() => now);
    await store.ensure('chat-eu', start);
    await store.recordSuccess('chat-eu', successAt(start), seconds(60));
    now = seconds(60);
    await store.recordFailure('chat-eu', 'connection refused', seconds(120));
    await store.recordFailure('chat-eu', 'connection refused', seconds(240));

    await expect(store.health('chat-eu')).resolves.toMatchObject({
      status: 'degraded',
    });
    await expect(store.failures('chat-eu')).resolves.toBe(2);
    await expect(store.pollState('chat-eu')).resolves.toEqual({
      lastSuccessAt: '2026-11-24T00:00:00.000Z',
      lastAttemptAt: '2026-11-24T00:01:00.000Z',
      error: 'connection refused',
    });

    await store.recordSuccess('chat-eu', successAt(now), seconds(300));
    await expect(store.failures('chat-eu')).resolves.toBe(0);
    await expect(store.pollState('chat-eu')).resolves.toMatchObject({
      error: undefined,
    });
  });

  it('does not let a slow poll overwrite what a later one saw', async () => {
    const store = await storeAt();
    await store.ensure('chat-eu', start);
    await store.recordSuccess(
      'chat-eu',
      successAt(seconds(10), { status: 'healthy' }),
      seconds(60),
    );
    await store.recordSuccess('chat-eu', successAt(start), seconds(60));
    await expect(store.health('chat-eu')).resolves.toMatchObject({
      status: 'healthy',
    });
  });

  it('gives each due poll to one owner', async () => {
    const store = await storeAt();
    for (const name of ['a', 'b', 'c']) {
      await store.ensure(name, start);
    }
    await store.ensure('later', seconds(30));
    const claims = await Promise.all(
      ['one', 'two', 'three'].map(owner =>
        store.claimDue({ owner, leaseMs: 10_000, limit: 10 }),
      ),
    );
    expect(
      claims
        .flat()
        .map(claim => claim.matrixCluster)
        .sort(),
    ).toEqual(['a', 'b', 'c']);
  });

  it('gives it to another when the lease has run out', async () => {
    let now = start;
    const store = await storeAt(() => now);
    await store.ensure('a', start);
    await store.claimDue({ owner: 'one', leaseMs: 10_000, limit: 10 });
    now = seconds(9);
    await expect(
      store.claimDue({ owner: 'two', leaseMs: 10_000, limit: 10 }),
    ).resolves.toEqual([]);
    now = seconds(11);
    await expect(
      store.claimDue({ owner: 'two', leaseMs: 10_000, limit: 10 }),
    ).resolves.toEqual([{ matrixCluster: 'a', failures: 0 }]);
  });

  it('claims the longest overdue first, and no more than asked for', async () => {
    const store = await storeAt(() => seconds(100));
    await store.ensure('b', seconds(20));
    await store.ensure('a', seconds(10));
    await expect(
      store.claimDue({ owner: 'one', leaseMs: 10_000, limit: 1 }),
    ).resolves.toMatchObject([{ matrixCluster: 'a' }]);
  });

  it('leaves a Matrix cluster that is enrolled already as it is', async () => {
    const store = await storeAt();
    await store.ensure('a', start);
    await store.recordSuccess('a', successAt(start), seconds(60));
    await store.ensure('a', start);
    await expect(
      store.claimDue({ owner: 'one', leaseMs: 1_000, limit: 10 }),
    ).resolves.toEqual([]);
  });

  it('lists what the fleet page needs without reading healths', async () => {
    const store = await storeAt();
    await store.ensure('chat-eu', start);
    await store.ensure('new', start);
    await store.recordSuccess('chat-eu', successAt(start), seconds(60));
    const digests = await store.digests();
    expect(
      digests.sort((a, b) => a.matrixCluster.localeCompare(b.matrixCluster)),
    ).toMatchObject([
      {
        matrixCluster: 'chat-eu',
        digest: { status: 'degraded', findings: { critical: 1 } },
      },
      { matrixCluster: 'new', digest: undefined, poll: {} },
    ]);
  });
});
