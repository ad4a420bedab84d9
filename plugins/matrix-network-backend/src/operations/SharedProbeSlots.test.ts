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

import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseProbeSlotStore } from '../database/DatabaseProbeSlotStore';
import { ProbeSlotStore } from '../database/ProbeSlotStore';
import { databaseIds, migratedDatabase } from '../__testUtils__/databases';
import { causeOf } from '../service/causeOf';
import { SharedProbeSlots, SharedProbeSlotsOptions } from './SharedProbeSlots';

jest.setTimeout(60_000);

const cluster = 'prod';
const { signal } = new AbortController();
const silent = () => new Promise<never>(() => {});

/** One replica of the backend, that looks often. */
function replica(
  store: ProbeSlotStore,
  options: Partial<SharedProbeSlotsOptions> = {},
) {
  return new SharedProbeSlots({
    store,
    owner: 'replica',
    concurrency: 1,
    pollMs: 10,
    ...options,
  });
}

/** Runs until it is told to end. */
function lasting() {
  let end = () => {};
  const ended = new Promise<void>(resolve => {
    end = resolve;
  });
  let begin = () => {};
  const begun = new Promise<void>(resolve => {
    begin = resolve;
  });
  const run = async () => {
    begin();
    await ended;
  };
  return { run, begun, end };
}

describe.each(databaseIds)('SharedProbeSlots over one database, %p', id => {
  async function setUp() {
    const store = new DatabaseProbeSlotStore(await migratedDatabase(id));
    return { store };
  }

  it('bounds what the replicas run on one cluster together', async () => {
    const { store } = await setUp();
    const replicas = ['one', 'two', 'three'].map(owner =>
      replica(store, { owner, concurrency: 2 }),
    );
    let running = 0;
    let most = 0;
    const probe = async () => {
      running++;
      most = Math.max(most, running);
      await sleep(10);
      running--;
    };
    await Promise.all(
      replicas.flatMap(slots =>
        Array.from({ length: 5 }, () => slots.run(cluster, probe, signal)),
      ),
    );
    expect(most).toBe(2);
  });

  it('lets no replica take all turns while another waits', async () => {
    const { store } = await setUp();
    const [busy, other] = [replica(store), replica(store)];
    let done = 0;
    const first = lasting();
    const all = [
      busy.run(cluster, first.run, signal),
      ...Array.from({ length: 30 }, () =>
        busy.run(
          cluster,
          async () => {
            await sleep(5);
            done++;
          },
          signal,
        ),
      ),
    ];
    await first.begun;
    const served = other.run(cluster, async () => done, signal);
    first.end();
    await expect(served).resolves.toBeLessThan(30);
    await Promise.all(all);
  });

  it('gives the slot back when the probe fails', async () => {
    const { store } = await setUp();
    const fail = async () => {
      throw new Error('the API server is gone');
    };
    await expect(replica(store).run(cluster, fail, signal)).rejects.toThrow(
      'the API server is gone',
    );
    await expect(
      replica(store).run(
        cluster,
        async () => 'ran',
        AbortSignal.timeout(5_000),
      ),
    ).resolves.toBe('ran');
  });

  it('gives the slot back when the probe is aborted, once it has ended', async () => {
    const { store } = await setUp();
    const aborting = new AbortController();
    const takesItsTime = lasting();
    const first = replica(store).run(
      cluster,
      takesItsTime.run,
      aborting.signal,
    );
    await takesItsTime.begun;
    const next = jest.fn(async () => {});
    const second = replica(store).run(cluster, next, signal);

    aborting.abort();
    await sleep(100);
    expect(next).not.toHaveBeenCalled();

    takesItsTime.end();
    await Promise.all([first, second]);
    expect(next).toHaveBeenCalledTimes(1);
  });

  it('stops waiting at once when it is aborted, in its turn or behind another', async () => {
    const { store } = await setUp();
    const holder = lasting();
    const held = replica(store).run(cluster, holder.run, signal);
    await holder.begun;
    const run = jest.fn(async () => {});
    // So rarely that it would take an hour to notice.
    const patient = replica(store, { pollMs: 3_600_000 });
    const waiting = ['ahead', 'behind'].map(who => {
      const aborting = new AbortController();
      return {
        abort: () => aborting.abort(new Error(who)),
        ended: patient.run(cluster, run, aborting.signal),
      };
    });
    await sleep(50);

    const [ahead, behind] = waiting;
    behind.abort();
    await expect(behind.ended).rejects.toThrow('behind');
    ahead.abort();
    await expect(ahead.ended).rejects.toMatchObject({ cause: Error('ahead') });
    expect(run).not.toHaveBeenCalled();
    holder.end();
    await held;
  });

  it('has the slot of a replica that crashed when its lease has run out', async () => {
    const { store } = await setUp();
    const crashedAt = Date.now();
    await store.take({
      kubernetesCluster: cluster,
      slots: 1,
      holder: 'crashed',
      leaseMs: 500,
    });
    await replica(store).run(cluster, async () => {}, signal);
    expect(Date.now() - crashedAt).toBeGreaterThanOrEqual(500);
  });

  it('keeps the slot while a probe takes longer than its lease', async () => {
    const { store } = await setUp();
    const long = lasting();
    const first = replica(store, { leaseMs: 600 }).run(
      cluster,
      long.run,
      signal,
    );
    await long.begun;
    const next = jest.fn(async () => {});
    const second = replica(store).run(cluster, next, signal);
    await sleep(1_500);
    expect(next).not.toHaveBeenCalled();
    long.end();
    await Promise.all([first, second]);
  });
});

describe('SharedProbeSlots where the database is away', () => {
  const slot = { kubernetesCluster: cluster, slot: 0, holder: 'replica/1' };
  const storeOf = (answers: Partial<ProbeSlotStore>): ProbeSlotStore => ({
    take: async () => slot,
    renew: async () => true,
    release: async () => {},
    ...answers,
  });
  const down = async () => {
    throw new Error('connect ECONNREFUSED');
  };

  it('runs nothing, and says why', async () => {
    const run = jest.fn(async () => {});
    const failed: unknown = await replica(storeOf({ take: down }))
      .run(cluster, run, signal)
      .catch(error => error);
    expect(causeOf(failed)).toBe(
      'Whether there is room for a probe on Kubernetes cluster prod is not known, so none was run: the database failed: connect ECONNREFUSED',
    );
    expect(run).not.toHaveBeenCalled();
  });

  it('does not wait for a silent one when it is aborted, and gives back what it gets too late', async () => {
    const release = jest.fn(async () => {});
    let answer = () => {};
    const store = storeOf({
      take: () =>
        new Promise(resolve => {
          answer = () => resolve(slot);
        }),
      release,
    });
    const aborting = new AbortController();
    const run = jest.fn(async () => {});
    const waiting = replica(store).run(cluster, run, aborting.signal);
    await sleep(5);

    aborting.abort(new Error('The lease could not be renewed'));

    await expect(waiting).rejects.toThrow('The lease could not be renewed');
    answer();
    await sleep(5);
    expect(release).toHaveBeenCalledWith(slot);
    expect(run).not.toHaveBeenCalled();
  });

  it.each([
    ['silent', silent, 'The lease could not be renewed'],
    ['failing', down, 'The lease could not be renewed'],
    ['with another holder', async () => false, 'Another runner has taken over'],
  ])(
    'ends a probe whose slot can not be kept, database %s',
    async (_, renew, why) => {
      const probe = (held: AbortSignal) =>
        sleep(10_000, undefined, { signal: held });
      const failed: unknown = await replica(storeOf({ renew }), { leaseMs: 60 })
        .run(cluster, probe, signal)
        .catch(error => error);
      expect(causeOf(failed)).toBe(
        `A probe on Kubernetes cluster prod was ended, since its slot was lost; probe again: ${why}`,
      );
    },
  );

  it('ends such a probe long before others may have its slot', async () => {
    const leases: number[] = [];
    const store = storeOf({
      take: async ({ leaseMs }) => {
        leases.push(leaseMs);
        return slot;
      },
      renew: async (_, leaseMs) => {
        leases.push(leaseMs);
        return true;
      },
    });
    await replica(store, { leaseMs: 60 }).run(cluster, () => sleep(50), signal);
    expect(new Set(leases)).toEqual(new Set([120]));
    expect(leases.length).toBeGreaterThan(1);
  });

  it('counts what a probe has seen, though its slot can not be given back', async () => {
    await expect(
      replica(storeOf({ release: down })).run(
        cluster,
        async () => 'seen',
        signal,
      ),
    ).resolves.toBe('seen');
  });
});
