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

import { ProgressEvent } from '@matrix-network/backstage-plugin-matrix-network-common';
import { databaseIds, migratedDatabase } from '../__testUtils__/databases';
import { planOf, reportOf, specOf } from '../__testUtils__/fakes';
import { OperationOutcome } from './OperationStore';
import {
  DatabaseOperationStore,
  MAX_OPERATIONS,
} from './DatabaseOperationStore';
import { DatabaseSpecStore } from './DatabaseSpecStore';
import { MAX_LINES } from './operationLines';

jest.setTimeout(60_000);

const start = new Date('2026-11-24T00:00:00.000Z');
const seconds = (count: number) => new Date(start.getTime() + count * 1_000);
const result = { created: 1, changed: 2, unchanged: 3, conflicts: [] };
const line = (message: string): { at: Date; event: ProgressEvent } => ({
  at: start,
  event: { type: 'message', level: 'info', message },
});

function applyOf(name = 'chat-eu', kubernetesCluster = 'sandbox') {
  return {
    requestedBy: 'user:default/guest',
    request: {
      kind: 'apply' as const,
      spec: { ...specOf(name), kubernetesCluster },
      force: [],
    },
    storeSpec: true,
  };
}

function uninstallOf(name = 'chat-eu') {
  return {
    requestedBy: 'user:default/guest',
    request: {
      kind: 'uninstall' as const,
      spec: specOf(name),
      also: [],
      forget: false,
    },
    storeSpec: false,
  };
}

function probeOf(name = 'chat-eu') {
  return {
    requestedBy: 'user:default/guest',
    request: {
      kind: 'probe' as const,
      spec: specOf(name),
      selection: { kind: 'isolation' as const },
    },
    storeSpec: false,
  };
}

describe.each(databaseIds)('DatabaseOperationStore, %p', id => {
  async function setUp(now: () => Date = () => start) {
    const knex = await migratedDatabase(id);
    return {
      store: new DatabaseOperationStore(knex, now),
      specs: new DatabaseSpecStore(knex, now),
    };
  }

  const claimBy = (store: DatabaseOperationStore, owner: string) =>
    store.claim({ owner, leaseMs: 10_000, limit: 10 });

  it('queues an operation and stores its spec with it', async () => {
    const { store, specs } = await setUp();
    const operation = await store.enqueue(applyOf());
    expect(operation).toMatchObject({
      matrixCluster: 'chat-eu',
      kind: 'apply',
      status: 'queued',
      requestedBy: 'user:default/guest',
      createdAt: '2026-11-24T00:00:00.000Z',
    });
    await expect(store.get(operation.id)).resolves.toEqual(operation);
    await expect(specs.current('chat-eu')).resolves.toMatchObject({
      spec: specOf(),
    });
  });

  it('refuses a second one for the same Matrix cluster, names the first and stores no spec', async () => {
    const { store, specs } = await setUp();
    const first = await store.enqueue(applyOf());
    const second = applyOf();
    second.request.spec.targetCcu = 10_000;
    await expect(store.enqueue(second)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining(first.id),
    });
    await expect(specs.history('chat-eu')).resolves.toHaveLength(1);
    await expect(store.enqueue(applyOf('chat-us'))).resolves.toBeDefined();
  });

  it('lets exactly one of many that start at once through', async () => {
    const { store } = await setUp();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => store.enqueue(applyOf())),
    );
    const rejected = outcomes.flatMap(outcome =>
      outcome.status === 'rejected' ? [outcome.reason.name] : [],
    );
    expect(rejected).toEqual(Array(7).fill('ConflictError'));
  });

  it('gives an operation to one runner', async () => {
    const { store } = await setUp();
    const operation = await store.enqueue(applyOf());
    const claims = await Promise.all(
      ['one', 'two', 'three'].map(owner => claimBy(store, owner)),
    );
    expect(claims.flat()).toMatchObject([
      {
        operation: { id: operation.id, status: 'running' },
        request: { spec: specOf(), force: [] },
        attempt: 1,
      },
    ]);
  });

  it('lets another runner resume when the lease has run out, and shuts the first one out', async () => {
    let now = start;
    const { store } = await setUp(() => now);
    const { id: operation } = await store.enqueue(applyOf());
    await claimBy(store, 'one');
    await store.appendLines(operation, 'one', [line('before')]);
    now = seconds(11);

    await expect(claimBy(store, 'two')).resolves.toMatchObject([
      { attempt: 2 },
    ]);

    await expect(store.heartbeat(operation, 'one', 10_000)).resolves.toBe(
      false,
    );
    await expect(
      store.appendLines(operation, 'one', [line('ghost')]),
    ).resolves.toBe(false);
    await expect(
      store.finish(operation, 'one', { status: 'succeeded', result }),
    ).resolves.toBe(false);
    await store.appendLines(operation, 'two', [line('after')]);
    const lines = await store.lines(operation, 0);
    expect(lines.map(({ sequence, event }) => [sequence, event])).toEqual([
      [1, line('before').event],
      [2, line('after').event],
    ]);
  });

  it('keeps an operation with its runner while that renews the lease', async () => {
    let now = start;
    const { store } = await setUp(() => now);
    const { id: operation } = await store.enqueue(applyOf());
    await claimBy(store, 'one');
    now = seconds(9);
    await expect(store.heartbeat(operation, 'one', 10_000)).resolves.toBe(true);
    now = seconds(18);
    await expect(claimBy(store, 'two')).resolves.toEqual([]);
  });

  it('can be resumed at once when its runner gives it back', async () => {
    const { store } = await setUp();
    const { id: operation } = await store.enqueue(applyOf());
    await claimBy(store, 'one');
    await store.release(operation, 'one');
    await expect(claimBy(store, 'two')).resolves.toHaveLength(1);
  });

  describe('of what changes the same Kubernetes cluster', () => {
    const namesOf = async (claims: ReturnType<typeof claimBy>) =>
      (await claims).map(({ operation }) => operation.matrixCluster);

    it('one at a time is under way, in the order in which it was asked for', async () => {
      let now = start;
      const { store } = await setUp(() => now);
      const first = await store.enqueue(applyOf('first'));
      now = seconds(1);
      const second = await store.enqueue(uninstallOf('second'));
      now = seconds(2);
      await store.enqueue(applyOf('third'));
      await store.enqueue(applyOf('elsewhere', 'prod'));
      await store.enqueue(probeOf('probed'));

      const claimed = await namesOf(claimBy(store, 'one'));
      expect(claimed.sort()).toEqual(['elsewhere', 'first', 'probed']);
      await expect(claimBy(store, 'two')).resolves.toEqual([]);
      await expect(store.get(second.id)).resolves.toMatchObject({
        status: 'queued',
      });

      await store.finish(first.id, 'one', { status: 'succeeded', result });
      await expect(namesOf(claimBy(store, 'two'))).resolves.toEqual(['second']);
      await store.finish(second.id, 'two', { status: 'failed', error: 'x' });
      await expect(namesOf(claimBy(store, 'one'))).resolves.toEqual(['third']);
    });

    it('one is given to one of several runners that look at once', async () => {
      const { store } = await setUp();
      for (const name of ['a', 'b', 'c', 'd']) {
        await store.enqueue(applyOf(name));
      }
      const claims = await Promise.all(
        ['one', 'two', 'three', 'four'].map(owner => claimBy(store, owner)),
      );
      expect(claims.flat()).toHaveLength(1);
    });

    it('what waits takes no place from what need not', async () => {
      let now = start;
      const { store } = await setUp(() => now);
      for (const [index, name] of ['a', 'b', 'c'].entries()) {
        now = seconds(index);
        await store.enqueue(applyOf(name));
      }
      now = seconds(3);
      await store.enqueue(applyOf('elsewhere', 'prod'));
      const claims = store.claim({ owner: 'one', leaseMs: 10_000, limit: 2 });
      await expect(namesOf(claims)).resolves.toEqual(['a', 'elsewhere']);
    });

    it('one that was left behind is resumed before the next begins', async () => {
      let now = start;
      const { store } = await setUp(() => now);
      await store.enqueue(applyOf('first'));
      now = seconds(1);
      await store.enqueue(applyOf('second'));
      await claimBy(store, 'killed');
      now = seconds(12);
      await expect(namesOf(claimBy(store, 'two'))).resolves.toEqual(['first']);
    });

    it('one says which it waits for', async () => {
      let now = start;
      const { store } = await setUp(() => now);
      const first = await store.enqueue(applyOf('first'));
      const probe = await store.enqueue(probeOf('probed'));
      now = seconds(1);
      const second = await store.enqueue(applyOf('second'));
      await expect(store.lines(first.id, 0)).resolves.toEqual([]);
      await expect(store.lines(probe.id, 0)).resolves.toEqual([]);
      await expect(store.lines(second.id, 0)).resolves.toEqual([
        {
          sequence: 1,
          at: seconds(1).toISOString(),
          event: {
            type: 'message',
            level: 'info',
            message: `Waits for operation ${first.id} (apply of first): one at a time changes Kubernetes cluster sandbox`,
          },
        },
      ]);
      await claimBy(store, 'one');
      await store.finish(first.id, 'one', { status: 'succeeded', result });
      await claimBy(store, 'one');
      await store.appendLines(second.id, 'one', [line('begun')]);
      const lines = await store.lines(second.id, 0);
      expect(lines.map(({ sequence }) => sequence)).toEqual([1, 2]);
    });
  });

  it('records the end and admits the next one', async () => {
    const { store } = await setUp();
    const { id: operation } = await store.enqueue(applyOf());
    await claimBy(store, 'one');
    await store.finish(operation, 'one', {
      status: 'failed',
      error: 'namespaces are forbidden',
    });
    await expect(store.get(operation)).resolves.toMatchObject({
      status: 'failed',
      error: 'namespaces are forbidden',
      finishedAt: '2026-11-24T00:00:00.000Z',
    });
    await expect(store.active('chat-eu')).resolves.toBeUndefined();
    await expect(store.enqueue(applyOf())).resolves.toBeDefined();
  });

  it('returns lines after the last one seen', async () => {
    const { store } = await setUp();
    const { id: operation } = await store.enqueue(applyOf());
    await claimBy(store, 'one');
    await store.appendLines(operation, 'one', [line('a'), line('b')]);
    await store.appendLines(operation, 'one', [line('c')]);
    const lines = await store.lines(operation, 1);
    expect(lines.map(({ sequence }) => sequence)).toEqual([2, 3]);
  });

  it('bounds the lines of one operation and says so', async () => {
    const { store } = await setUp();
    const { id: operation } = await store.enqueue(applyOf());
    await claimBy(store, 'one');
    const many = Array.from({ length: MAX_LINES + 5 }, (_, n) => line(`${n}`));
    await expect(store.appendLines(operation, 'one', many)).resolves.toBe(true);
    await expect(
      store.appendLines(operation, 'one', [line('more')]),
    ).resolves.toBe(true);
    const last = await store.lines(operation, MAX_LINES - 1);
    expect(last).toHaveLength(1);
    expect(last[0].event).toMatchObject({
      level: 'warning',
      message: expect.stringContaining('The log stops here'),
    });
  });

  it('keeps the newest operations of a Matrix cluster', async () => {
    let now = start;
    const { store } = await setUp(() => now);
    for (let count = 0; count < MAX_OPERATIONS + 3; count++) {
      now = seconds(count);
      const { id: operation } = await store.enqueue(applyOf());
      await claimBy(store, 'one');
      await store.appendLines(operation, 'one', [line('x')]);
      await store.finish(operation, 'one', { status: 'succeeded', result });
    }
    const operations = await store.list('chat-eu');
    expect(operations).toHaveLength(MAX_OPERATIONS);
    expect(operations[0].createdAt).toBe(
      seconds(MAX_OPERATIONS + 2).toISOString(),
    );
    await expect(store.latest('chat-eu')).resolves.toEqual(operations[0]);
  });

  it('keeps the report of the newest probe that ran, apart from the lists', async () => {
    let now = start;
    const { store } = await setUp(() => now);
    const probe = async (outcome: OperationOutcome, second: number) => {
      now = seconds(second);
      const { id: operation } = await store.enqueue(probeOf());
      await claimBy(store, 'one');
      await store.finish(operation, 'one', outcome);
      return operation;
    };
    await expect(store.latestProbes('chat-eu')).resolves.toBeUndefined();
    const old = reportOf(planOf(), '2026-11-24T00:00:01.000Z');
    const report = reportOf(planOf(), '2026-11-24T00:00:02.000Z');
    await probe({ status: 'succeeded', probes: old }, 1);
    const newest = await probe({ status: 'succeeded', probes: report }, 2);
    await probe({ status: 'failed', error: 'the cluster is gone' }, 3);
    await expect(store.latestProbes('chat-eu')).resolves.toEqual(report);
    await expect(store.get(newest)).resolves.toMatchObject({
      kind: 'probe',
      probes: report,
    });
    const [, listed] = await store.list('chat-eu');
    expect(listed).toMatchObject({ id: newest, kind: 'probe' });
    expect(listed).not.toHaveProperty('probes');
    expect(listed.result).toBeUndefined();
    await expect(store.latestProbes('chat-us')).resolves.toBeUndefined();
  });

  it('forgets the operations of one Matrix cluster', async () => {
    const { store } = await setUp();
    await store.enqueue(applyOf());
    await store.enqueue(applyOf('chat-us'));
    await store.forget('chat-eu');
    await expect(store.list('chat-eu')).resolves.toEqual([]);
    await expect(store.list('chat-us')).resolves.toHaveLength(1);
  });
});
