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

import { databaseIds, migratedDatabase } from '../__testUtils__/databases';
import { specOf } from '../__testUtils__/fakes';
import { DatabaseInventoryStore } from './DatabaseInventoryStore';
import { DatabaseSpecStore, MAX_REVISIONS } from './DatabaseSpecStore';

jest.setTimeout(60_000);

const guest = 'user:default/guest';

describe.each(databaseIds)('DatabaseSpecStore, %p', id => {
  it('keeps the history with who and when, and the newest as current', async () => {
    let now = new Date('2026-11-24T00:00:00.000Z');
    const store = new DatabaseSpecStore(await migratedDatabase(id), () => now);
    const spec = specOf();
    await store.save(spec, guest);
    now = new Date('2026-11-25T00:00:00.000Z');
    await store.save({ ...spec, targetCcu: 10_000 }, 'user:default/ada');

    const history = await store.history('chat-eu');
    expect(history).toMatchObject([
      {
        spec: { targetCcu: 10_000 },
        createdBy: 'user:default/ada',
        createdAt: '2026-11-25T00:00:00.000Z',
      },
      {
        spec: { targetCcu: 5_000 },
        createdBy: guest,
        createdAt: '2026-11-24T00:00:00.000Z',
      },
    ]);
    await expect(store.current('chat-eu')).resolves.toMatchObject({
      spec: { targetCcu: 10_000 },
      registered: false,
    });
  });

  it('adds no revision for a spec that is current already', async () => {
    const store = new DatabaseSpecStore(await migratedDatabase(id));
    await store.save(specOf(), guest);
    await store.save(specOf(), 'user:default/ada');
    await expect(store.history('chat-eu')).resolves.toHaveLength(1);
  });

  it('is registered from the first apply on, also while a later spec fails, until it is uninstalled', async () => {
    const knex = await migratedDatabase(id);
    const store = new DatabaseSpecStore(knex);
    const inventory = new DatabaseInventoryStore(knex);
    await store.save(specOf(), guest);
    await store.save(specOf('chat-us'), guest);
    await inventory.record(specOf(), [], new Date());
    await store.markApplied(specOf());
    await store.save({ ...specOf(), targetCcu: 10_000 }, guest);

    const current = await store.listCurrent();
    expect(
      current.map(entry => [
        entry.spec.name,
        entry.spec.targetCcu,
        entry.registered,
      ]),
    ).toEqual([
      ['chat-eu', 10_000, true],
      ['chat-us', 5_000, false],
    ]);

    await inventory.uninstalled({
      matrixCluster: 'chat-eu',
      kubernetesCluster: 'sandbox',
    });
    await expect(store.current('chat-eu')).resolves.toMatchObject({
      spec: { targetCcu: 10_000 },
      registered: false,
    });
    await expect(store.history('chat-eu')).resolves.toMatchObject([
      {},
      { appliedAt: expect.any(String) },
    ]);
  });

  it('finds an earlier revision of a Matrix cluster, and none of another', async () => {
    const store = new DatabaseSpecStore(await migratedDatabase(id));
    await store.save(specOf(), guest);
    await store.save({ ...specOf(), targetCcu: 10_000 }, guest);
    const [, first] = await store.history('chat-eu');

    await expect(
      store.revision('chat-eu', first.revision),
    ).resolves.toMatchObject({ spec: { targetCcu: 5_000 } });
    await expect(
      store.revision('chat-us', first.revision),
    ).resolves.toBeUndefined();
  });

  it('marks nothing when another spec has become current meanwhile', async () => {
    const store = new DatabaseSpecStore(await migratedDatabase(id));
    await store.save({ ...specOf(), targetCcu: 10_000 }, guest);
    await store.markApplied(specOf());
    await expect(store.history('chat-eu')).resolves.toMatchObject([
      { appliedAt: undefined },
    ]);
  });

  it('bounds the history, but keeps the newest applied spec', async () => {
    const store = new DatabaseSpecStore(await migratedDatabase(id));
    await store.save(specOf(), guest);
    await store.markApplied(specOf());
    for (let ccu = 1; ccu <= MAX_REVISIONS; ccu++) {
      await store.save({ ...specOf(), targetCcu: ccu }, guest);
    }
    await expect(store.history('chat-eu')).resolves.toHaveLength(
      MAX_REVISIONS + 1,
    );
    await store.save({ ...specOf(), targetCcu: 99_999 }, guest);
    await expect(store.history('chat-eu')).resolves.toHaveLength(
      MAX_REVISIONS + 1,
    );
    const history = await store.history('chat-eu');
    expect(history[MAX_REVISIONS].appliedAt).toBeDefined();
  });

  it('forgets one Matrix cluster and no other', async () => {
    const store = new DatabaseSpecStore(await migratedDatabase(id));
    await store.save(specOf(), guest);
    await store.save(specOf('chat-us'), guest);
    await store.forget('chat-eu');
    await expect(store.current('chat-eu')).resolves.toBeUndefined();
    await expect(store.current('chat-us')).resolves.toBeDefined();
  });
});
