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

import { ProbeReport } from '@matrix-network/backstage-plugin-matrix-network-common';
import { mockServices } from '@backstage/backend-test-utils';
import { DatabaseHealthStore } from '../database/DatabaseHealthStore';
import { DatabaseSpecStore } from '../database/DatabaseSpecStore';
import { StackEngine } from '../engine/StackEngine';
import { MatrixClusterDirectory } from '../service/MatrixClusterDirectory';
import { migratedDatabase } from '../__testUtils__/databases';
import {
  fakeClusters,
  fakeEngine,
  planOf,
  reportOf,
  specOf,
} from '../__testUtils__/fakes';
import { Poller } from './Poller';

jest.setTimeout(60_000);

const running = new AbortController().signal;

async function setUp(engine: Partial<StackEngine> = {}) {
  const knex = await migratedDatabase('SQLITE_3');
  let now = new Date('2026-11-24T00:00:00.000Z');
  const clock = () => now;
  const store = new DatabaseHealthStore(knex, clock);
  const logger = mockServices.logger.mock();
  const onPolled = jest.fn();
  const probes = jest.fn(
    async (): Promise<ProbeReport | undefined> => undefined,
  );
  const poller = new Poller({
    directory: new MatrixClusterDirectory({
      configured: [specOf()],
      specs: new DatabaseSpecStore(knex),
    }),
    store,
    clusters: fakeClusters(),
    engine: fakeEngine(engine),
    probes,
    sharedCcu: async () => 12_000,
    logger,
    intervalMs: 60_000,
    timeoutMs: 100,
    onPolled,
    now: clock,
    random: () => 0.5,
  });
  await store.ensure('chat-eu', now);
  const pass = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1_000);
  };
  return { poller, store, logger, onPolled, probes, pass };
}

describe('Poller', () => {
  it('assesses what the newest probes saw, too', async () => {
    const assess = jest.fn(fakeEngine().assess);
    const { poller, probes } = await setUp({ assess });
    const report = reportOf(planOf());
    probes.mockResolvedValue(report);
    await poller.poll('chat-eu', running);
    expect(probes).toHaveBeenCalledWith('chat-eu');
    expect(assess).toHaveBeenCalledWith(
      expect.anything(),
      specOf(),
      expect.any(Date),
      report,
      12_000,
    );
  });

  it('stores what it read and when', async () => {
    const { poller, store, onPolled } = await setUp();
    await poller.poll('chat-eu', running);
    await expect(store.health('chat-eu')).resolves.toMatchObject({
      matrixCluster: 'chat-eu',
      status: 'degraded',
    });
    await expect(store.pollState('chat-eu')).resolves.toMatchObject({
      lastSuccessAt: '2026-11-24T00:00:00.000Z',
      error: undefined,
    });
    expect(onPolled).toHaveBeenCalledWith('chat-eu');
  });

  it('keeps what it saw last when the cluster fails, and says since when', async () => {
    let fails = false;
    const engine = fakeEngine();
    const { poller, store, pass } = await setUp({
      readSnapshot: async (...args) => {
        if (fails) {
          throw new Error('connect ECONNREFUSED 127.0.0.1:7443');
        }
        return engine.readSnapshot(...args);
      },
    });
    await poller.poll('chat-eu', running);
    fails = true;
    pass(60);
    await poller.poll('chat-eu', running);
    await expect(store.health('chat-eu')).resolves.toBeDefined();
    await expect(store.pollState('chat-eu')).resolves.toEqual({
      lastSuccessAt: '2026-11-24T00:00:00.000Z',
      lastAttemptAt: '2026-11-24T00:01:00.000Z',
      error: 'connect ECONNREFUSED 127.0.0.1:7443',
    });
  });

  it('backs off while a cluster stays down, and warns once', async () => {
    const { poller, store, logger, pass } = await setUp({
      readSnapshot: async () => {
        throw new Error('down');
      },
    });
    await poller.poll('chat-eu', running);
    await poller.poll('chat-eu', running);
    await poller.poll('chat-eu', running);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    pass(239);
    const claim = { owner: 'me', leaseMs: 1_000, limit: 10 };
    await expect(store.claimDue(claim)).resolves.toEqual([]);
    pass(1);
    await expect(store.claimDue(claim)).resolves.toHaveLength(1);
  });

  it('gives up on a cluster that never answers', async () => {
    const { poller, store } = await setUp({
      readSnapshot: () => new Promise(() => {}),
    });
    await poller.poll('chat-eu', running);
    await expect(store.pollState('chat-eu')).resolves.toMatchObject({
      error: 'No answer within 0.1 s',
    });
  });

  it('counts an assessment that breaks as a failed poll', async () => {
    const { poller, store } = await setUp({
      assess: () => {
        throw new Error('unexpected object');
      },
    });
    await poller.poll('chat-eu', running);
    await expect(store.pollState('chat-eu')).resolves.toMatchObject({
      error: 'unexpected object',
    });
  });

  it('says nothing about a cluster when the backend stops in the middle', async () => {
    const { poller, store } = await setUp({
      readSnapshot: () => new Promise(() => {}),
    });
    const stop = new AbortController();
    const poll = poller.poll('chat-eu', stop.signal);
    setTimeout(() => stop.abort(new Error('stop')), 20);
    await poll;
    await expect(store.pollState('chat-eu')).resolves.toMatchObject({
      lastAttemptAt: undefined,
      error: undefined,
    });
  });

  it('drops a Matrix cluster that is known no more', async () => {
    const { poller, store } = await setUp();
    await store.ensure('gone', new Date());
    await poller.poll('gone', running);
    await expect(store.names()).resolves.toEqual(['chat-eu']);
  });
});
