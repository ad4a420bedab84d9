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
import { OperationResult } from '@matrix-network/backstage-plugin-matrix-network-common';
import { DatabaseOperationStore } from '../database/DatabaseOperationStore';
import { databaseIds, migratedDatabase } from '../__testUtils__/databases';
import { specOf } from '../__testUtils__/fakes';
import { OperationContext, OperationHandler } from './OperationHandler';
import { MAX_ATTEMPTS, OperationRunner } from './OperationRunner';

jest.setTimeout(60_000);

const result: OperationResult = {
  created: 2,
  changed: 0,
  unchanged: 0,
  conflicts: [],
};

const say = (context: OperationContext, message: string) =>
  context.progress({ type: 'message', level: 'info', message });

function handlerOf(
  run: (context: OperationContext) => Promise<OperationResult>,
): OperationHandler {
  return {
    run: async context => ({
      status: 'succeeded',
      result: await run(context),
    }),
  };
}

describe.each(databaseIds)('OperationRunner, %p', id => {
  async function setUp() {
    const store = new DatabaseOperationStore(await migratedDatabase(id));
    const runnerOf = (
      owner: string,
      handler: OperationHandler,
      onFinished?: () => void,
    ) =>
      new OperationRunner({
        store,
        handlers: { apply: handler, uninstall: handler, probe: handler },
        logger: mockServices.logger.mock(),
        owner,
        concurrency: 2,
        leaseMs: 2_000,
        onFinished,
      });
    const enqueue = (name = 'chat-eu', kubernetesCluster = 'sandbox') =>
      store.enqueue({
        requestedBy: 'user:default/guest',
        request: {
          kind: 'apply',
          spec: { ...specOf(name), kubernetesCluster },
          force: [],
        },
        storeSpec: true,
      });
    const messages = async (operation: string) =>
      (await store.lines(operation, 0)).map(({ event }) =>
        event.type === 'message' ? event.message : event.type,
      );
    return { store, runnerOf, enqueue, messages };
  }

  it('runs what is queued and records lines and result', async () => {
    const { store, runnerOf, enqueue, messages } = await setUp();
    const operation = await enqueue();
    const finished = jest.fn();
    const runner = runnerOf(
      'one',
      handlerOf(async context => {
        say(context, 'first');
        say(context, 'second');
        return result;
      }),
      finished,
    );
    await runner.tick();
    await runner.idle();
    await expect(store.get(operation.id)).resolves.toMatchObject({
      status: 'succeeded',
      result,
    });
    await expect(messages(operation.id)).resolves.toEqual(['first', 'second']);
    expect(finished).toHaveBeenCalledTimes(1);
  });

  it('records why it failed in one sentence', async () => {
    const { store, runnerOf, enqueue } = await setUp();
    const operation = await enqueue();
    const runner = runnerOf(
      'one',
      handlerOf(async () => {
        throw new Error('Stage policies failed', {
          cause: new Error('networkpolicies are forbidden'),
        });
      }),
    );
    await runner.tick();
    await runner.idle();
    await expect(store.get(operation.id)).resolves.toMatchObject({
      status: 'failed',
      error: 'Stage policies failed: networkpolicies are forbidden',
    });
  });

  it('runs an operation once, however many runners there are', async () => {
    const { runnerOf, enqueue, store } = await setUp();
    const operation = await enqueue();
    const runs: string[] = [];
    const runners = ['one', 'two', 'three'].map(owner =>
      runnerOf(
        owner,
        handlerOf(async () => {
          runs.push(owner);
          await new Promise(resolve => setTimeout(resolve, 3_000));
          return result;
        }),
      ),
    );
    // Longer than a lease: it is the heartbeat that keeps the others out.
    const ticks = setInterval(() => {
      runners.forEach(runner => void runner.tick());
    }, 100);
    await Promise.all(runners.map(runner => runner.tick()));
    await Promise.all(runners.map(runner => runner.idle()));
    clearInterval(ticks);
    expect(runs).toHaveLength(1);
    await expect(store.get(operation.id)).resolves.toMatchObject({
      status: 'succeeded',
    });
  });

  it('resumes what a backend left behind when it was killed', async () => {
    const { store, runnerOf, enqueue, messages } = await setUp();
    const operation = await enqueue();
    // A backend that is killed claims, writes, and is heard of no more.
    await store.claim({ owner: 'killed', leaseMs: 100, limit: 1 });
    await store.appendLines(operation.id, 'killed', [
      {
        at: new Date(),
        event: { type: 'message', level: 'info', message: 'half-way' },
      },
    ]);
    const runner = runnerOf(
      'next',
      handlerOf(async context => {
        say(context, 'again from the start');
        return result;
      }),
    );
    await runner.tick();
    await runner.idle();
    await expect(store.get(operation.id)).resolves.toMatchObject({
      status: 'running',
    });

    await new Promise(resolve => setTimeout(resolve, 150));
    await runner.tick();
    await runner.idle();
    await expect(store.get(operation.id)).resolves.toMatchObject({
      status: 'succeeded',
    });
    await expect(messages(operation.id)).resolves.toEqual([
      'half-way',
      'Resumed after the backend that ran it went away; each step is safe to repeat',
      'again from the start',
    ]);
  });

  it('gives an operation back at once when the backend stops', async () => {
    const { store, runnerOf, enqueue } = await setUp();
    const operation = await enqueue();
    const stopping = runnerOf(
      'stopping',
      handlerOf(
        ({ signal }) =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason));
          }),
      ),
    );
    await stopping.tick();
    await stopping.stop();
    await expect(store.get(operation.id)).resolves.toMatchObject({
      status: 'running',
    });
    const next = runnerOf(
      'next',
      handlerOf(async () => result),
    );
    await next.tick();
    await next.idle();
    await expect(store.get(operation.id)).resolves.toMatchObject({
      status: 'succeeded',
    });
  });

  it('stops when another runner has taken over, and records nothing more', async () => {
    const { store, runnerOf, enqueue, messages } = await setUp();
    const operation = await enqueue();
    let aborted = false;
    const loser = runnerOf(
      'loser',
      handlerOf(
        context =>
          new Promise((_, reject) => {
            context.signal.addEventListener('abort', () => {
              aborted = true;
              say(context, 'too late');
              reject(context.signal.reason);
            });
          }),
      ),
    );
    await loser.tick();
    await store.release(operation.id, 'loser');
    await store.claim({ owner: 'winner', leaseMs: 60_000, limit: 1 });
    await loser.idle();
    expect(aborted).toBe(true);
    await expect(store.get(operation.id)).resolves.toMatchObject({
      status: 'running',
    });
    await expect(messages(operation.id)).resolves.toEqual([]);
  });

  it('stops when its lease runs out while the database says nothing', async () => {
    const { store, runnerOf, enqueue } = await setUp();
    const operation = await enqueue();
    jest
      .spyOn(store, 'heartbeat')
      .mockImplementation(() => new Promise(() => {}));
    let reason: unknown;
    const cutOff = runnerOf(
      'cut-off',
      handlerOf(
        ({ signal }) =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              reason = signal.reason;
              reject(signal.reason);
            });
          }),
      ),
    );
    await cutOff.tick();
    jest.spyOn(store, 'claim').mockResolvedValue([]);
    await cutOff.idle();
    expect(reason).toMatchObject({ message: 'The lease could not be renewed' });
    await expect(store.get(operation.id)).resolves.toMatchObject({
      status: 'running',
    });
  });

  it('records what an API server says in a form that every database takes', async () => {
    const { store, runnerOf, enqueue, messages } = await setUp();
    const operation = await enqueue();
    const runner = runnerOf(
      'one',
      handlerOf(async context => {
        say(context, 'pods "a\u0000b"');
        throw new Error('pods "a\u0000b" \u001b[31mis refused');
      }),
    );
    await runner.tick();
    await runner.idle();
    await expect(store.get(operation.id)).resolves.toMatchObject({
      status: 'failed',
      error: 'pods "a b"  [31mis refused',
    });
    await expect(messages(operation.id)).resolves.toHaveLength(1);
  });

  it('gives up on an operation that takes down every backend that runs it', async () => {
    const { store, runnerOf, enqueue } = await setUp();
    const operation = await enqueue();
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      await store.claim({ owner: 'killed', leaseMs: 60_000, limit: 1 });
      await store.release(operation.id, 'killed');
    }
    const run = jest.fn();
    const runner = runnerOf('next', { run });
    await runner.tick();
    await runner.idle();
    expect(run).not.toHaveBeenCalled();
    await expect(store.get(operation.id)).resolves.toMatchObject({
      status: 'failed',
      error: expect.stringContaining(`Given up after ${MAX_ATTEMPTS} runs`),
    });
  });

  it('runs operations of several Matrix clusters at once, within its bound', async () => {
    const { runnerOf, enqueue } = await setUp();
    for (const name of ['a', 'b', 'c']) {
      await enqueue(name, `sandbox-${name}`);
    }
    let running = 0;
    let most = 0;
    const done: string[] = [];
    const runner = runnerOf(
      'one',
      handlerOf(async ({ request }) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise(resolve => setTimeout(resolve, 50));
        running -= 1;
        done.push(request.spec.name);
        return result;
      }),
    );
    await runner.tick();
    await runner.idle();
    expect(done.sort()).toEqual(['a', 'b', 'c']);
    expect(most).toBe(2);
  });
});
