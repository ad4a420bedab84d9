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

import {
  createObjectStore,
  SandboxCluster,
  startSandboxCluster,
} from '@matrix-network/sandbox-cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClusterClient } from '../cluster';
import {
  configMap,
  configMapRef,
  recorder,
  stackOf,
} from '../__testUtils__/stacks';
import { applyStack } from './applyStack';

it('waits for an API server that is restarted half-way, and goes on', async () => {
  const store = createObjectStore();
  const start = (port: number): Promise<SandboxCluster> =>
    startSandboxCluster({ token: 'test', store, port });
  let server = await start(0);
  const client = createClusterClient({
    name: 'sandbox',
    url: server.url,
    token: 'test',
  });
  const stack = stackOf(
    { objects: [configMap('before', { x: '1' })] },
    {
      objects: Array.from({ length: 10 }, (_, index) =>
        configMap(`after-${index}`, { x: '1' }),
      ),
    },
  );
  let restart: Promise<void> | undefined;
  const restarted = async () => {
    await server.close();
    await sleep(1_000);
    server = await start(Number(new URL(server.url).port));
  };
  const { events, onProgress } = recorder();

  const result = await applyStack({
    client,
    stack,
    onProgress: event => {
      onProgress(event);
      if (event.type === 'object') {
        restart ??= restarted();
      }
    },
    retry: { attempts: 30, firstDelay: 20, maxDelay: 200 },
  });
  await restart;

  expect(result.created).toBe(11);
  expect(events).toContainEqual(
    expect.objectContaining({
      type: 'message',
      level: 'warning',
      message: expect.stringContaining('is tried again: Could not reach'),
    }),
  );
  await expect(client.exists(configMapRef('after-9'))).resolves.toBe(true);
  await expect(applyStack({ client, stack })).resolves.toMatchObject({
    created: 0,
    changed: 0,
    unchanged: 11,
  });
  await server.close();
}, 60_000);
