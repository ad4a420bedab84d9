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
import { DatabaseProbeSlotStore } from './DatabaseProbeSlotStore';

jest.setTimeout(60_000);

const LEASE_MS = 30_000;

describe.each(databaseIds)('DatabaseProbeSlotStore, %p', id => {
  async function setUp() {
    const knex = await migratedDatabase(id);
    const clock = { now: new Date('2026-11-24T00:00:00.000Z') };
    const store = new DatabaseProbeSlotStore(knex, () => clock.now);
    const take = (
      holder: string,
      options: { slots?: number; kubernetesCluster?: string } = {},
    ) =>
      store.take({
        kubernetesCluster: 'prod',
        slots: 3,
        holder,
        leaseMs: LEASE_MS,
        ...options,
      });
    const taken = async (holder: string, slots?: number) => {
      const slot = await take(holder, { slots });
      if (!slot) {
        throw new Error(`There is no slot for ${holder}`);
      }
      return slot;
    };
    const pass = (ms: number) => {
      clock.now = new Date(clock.now.getTime() + ms);
    };
    return { store, take, taken, pass };
  }

  it('has as many as there are to be, each for one, however many ask at once', async () => {
    const { take } = await setUp();
    const asked = await Promise.all(
      Array.from({ length: 12 }, (_, index) => take(`run-${index}`)),
    );
    const given = asked.flatMap(slot => (slot ? [slot.slot] : []));
    expect(given.sort()).toEqual([0, 1, 2]);
    await expect(take('late')).resolves.toBeUndefined();
  });

  it('counts each Kubernetes cluster for itself', async () => {
    const { take } = await setUp();
    await take('a', { slots: 1 });
    await expect(take('b', { slots: 1 })).resolves.toBeUndefined();
    await expect(
      take('b', { slots: 1, kubernetesCluster: 'test' }),
    ).resolves.toEqual({ kubernetesCluster: 'test', slot: 0, holder: 'b' });
  });

  it('gives what was given back to the next', async () => {
    const { store, take, taken } = await setUp();
    await store.release(await taken('a', 1));
    await expect(take('b', { slots: 1 })).resolves.toMatchObject({ slot: 0 });
  });

  it('gives a slot whose lease has run out to one of those who ask', async () => {
    const { store, take, taken, pass } = await setUp();
    const crashed = await taken('crashed', 1);
    pass(LEASE_MS);
    await expect(take('early', { slots: 1 })).resolves.toBeUndefined();
    pass(1);

    const asked = await Promise.all(
      ['a', 'b', 'c', 'd'].map(holder => take(holder, { slots: 1 })),
    );

    expect(asked.filter(slot => slot !== undefined)).toHaveLength(1);
    await expect(store.renew(crashed, LEASE_MS)).resolves.toBe(false);
    await store.release(crashed);
    await expect(take('e', { slots: 1 })).resolves.toBeUndefined();
  });

  it('leaves a slot that is renewed to its holder', async () => {
    const { store, take, taken, pass } = await setUp();
    const slot = await taken('a', 1);
    pass(LEASE_MS - 1);
    await expect(store.renew(slot, LEASE_MS)).resolves.toBe(true);
    pass(LEASE_MS - 1);
    await expect(take('b', { slots: 1 })).resolves.toBeUndefined();
    pass(2);
    await expect(take('b', { slots: 1 })).resolves.toMatchObject({ slot: 0 });
  });

  it('lets who knows of fewer slots have them, though others hold more', async () => {
    const { store, take, taken } = await setUp();
    const first = await taken('a', 3);
    await taken('b', 3);
    await taken('c', 3);
    await expect(take('d', { slots: 1 })).resolves.toBeUndefined();
    await store.release(first);
    await expect(take('d', { slots: 1 })).resolves.toMatchObject({ slot: 0 });
    await expect(take('e', { slots: 3 })).resolves.toBeUndefined();
  });
});
