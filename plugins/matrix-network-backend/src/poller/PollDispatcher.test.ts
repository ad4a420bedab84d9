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

import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { DatabaseHealthStore } from '../database/DatabaseHealthStore';
import { DatabaseSpecStore } from '../database/DatabaseSpecStore';
import { MatrixClusterDirectory } from '../service/MatrixClusterDirectory';
import { migratedDatabase } from '../__testUtils__/databases';
import { specOf } from '../__testUtils__/fakes';
import { PollDispatcher } from './PollDispatcher';

jest.setTimeout(60_000);

const start = new Date('2026-11-24T00:00:00.000Z');

/** Polls that wait to be ended by the test. */
class ManualPoller {
  readonly started: string[] = [];
  readonly #ends = new Map<string, () => void>();

  poll(name: string, signal: AbortSignal): Promise<void> {
    this.started.push(name);
    return new Promise(resolve => {
      this.#ends.set(name, resolve);
      signal.addEventListener('abort', () => resolve());
    });
  }

  async end(name: string): Promise<void> {
    this.#ends.get(name)?.();
    // The freed room is taken by the next one in the queue, with a few queries.
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

function replica(
  knex: Knex,
  owner: string,
  names: string[],
  now: () => Date = () => new Date(start.getTime() + 60_000),
) {
  const poller = new ManualPoller();
  const store = new DatabaseHealthStore(knex, now);
  const dispatcher = new PollDispatcher({
    poller,
    store,
    directory: new MatrixClusterDirectory({
      configured: names.map(specOf),
      specs: new DatabaseSpecStore(knex),
    }),
    logger: mockServices.logger.mock(),
    owner,
    intervalMs: 60_000,
    leaseMs: 90_000,
    concurrency: 2,
    now,
  });
  return { poller, store, dispatcher };
}

describe('PollDispatcher', () => {
  it('polls no more at once than it may, and the next when one ends', async () => {
    const knex = await migratedDatabase('SQLITE_3');
    const { poller, store, dispatcher } = replica(knex, 'one', ['a', 'b', 'c']);
    for (const name of ['a', 'b', 'c']) {
      await store.ensure(name, start);
    }
    await dispatcher.tick();
    expect(poller.started).toHaveLength(2);
    await dispatcher.tick();
    expect(poller.started).toHaveLength(2);
    await poller.end(poller.started[0]);
    expect(poller.started).toHaveLength(3);
    expect([...poller.started].sort()).toEqual(['a', 'b', 'c']);
    await dispatcher.stop();
  });

  it('shares the polls with other replicas: each runs once', async () => {
    const knex = await migratedDatabase('SQLITE_3');
    const names = ['a', 'b', 'c'];
    const one = replica(knex, 'one', names);
    const two = replica(knex, 'two', names);
    for (const name of names) {
      await one.store.ensure(name, start);
    }
    await Promise.all([one.dispatcher.tick(), two.dispatcher.tick()]);
    // Both may have been after the same two: the third is left for the next tick.
    await Promise.all([one.dispatcher.tick(), two.dispatcher.tick()]);
    const started = [...one.poller.started, ...two.poller.started].sort();
    expect(started).toEqual(names);
    await Promise.all([one.dispatcher.stop(), two.dispatcher.stop()]);
  });

  it('enrols new Matrix clusters spread over time', async () => {
    const knex = await migratedDatabase('SQLITE_3');
    let now = start;
    const { poller, dispatcher } = replica(knex, 'one', ['a', 'b'], () => now);
    await dispatcher.tick();
    expect(poller.started).toEqual(['a']);
    now = new Date(start.getTime() + 250);
    await dispatcher.tick();
    expect(poller.started).toEqual(['a', 'b']);
    await dispatcher.stop();
  });

  it('drops Matrix clusters that are known no more', async () => {
    const knex = await migratedDatabase('SQLITE_3');
    const { store, dispatcher } = replica(knex, 'one', ['a']);
    await store.ensure('gone', start);
    await dispatcher.tick();
    await expect(store.names()).resolves.toEqual(['a']);
    await dispatcher.stop();
  });

  it('joins a poll that is under way when asked for one now', async () => {
    const knex = await migratedDatabase('SQLITE_3');
    const { poller, dispatcher } = replica(knex, 'one', ['a']);
    const first = dispatcher.pollNow('a');
    const second = dispatcher.pollNow('a');
    await new Promise(resolve => setTimeout(resolve, 50));
    await poller.end('a');
    await Promise.all([first, second]);
    expect(poller.started).toEqual(['a']);
    await dispatcher.stop();
  });

  it('aborts what runs when the backend stops', async () => {
    const knex = await migratedDatabase('SQLITE_3');
    const { poller, dispatcher } = replica(knex, 'one', ['a']);
    await dispatcher.tick();
    expect(poller.started).toEqual(['a']);
    await expect(dispatcher.stop()).resolves.toBeUndefined();
    await dispatcher.tick();
    expect(poller.started).toEqual(['a']);
  });
});
