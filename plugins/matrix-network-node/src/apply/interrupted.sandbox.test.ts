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
  ProgressEvent,
  Stack,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterClient, createClusterClient } from '../cluster';
import {
  createReleaseSource,
  InMemoryDigestStore,
  loadReleases,
} from '../releases';
import { readClusterFacts } from '../snapshot';
import { renderStack } from '../stack';
import {
  DemoClusterProcess,
  startDemoClusterProcess,
} from '../__testUtils__/demoCluster';
import { aSpec } from '../__testUtils__/specs';
import { applyStack } from './applyStack';
import {
  InventoryEntry,
  inventoryOf,
  planRemoval,
  removeObjects,
} from './removal';

jest.setTimeout(300_000);

const spec = aSpec({
  targetCcu: 1_000,
  certificates: { issuer: 'selfsigned' },
});
const wait = { interval: 50, timeout: 60_000, optionalTimeout: 60_000 };

/** Stops at an event, as a process does that is killed: nothing is finished, nothing cleaned up. */
async function killedAt(
  isThere: (event: ProgressEvent) => boolean,
  work: (
    signal: AbortSignal,
    onProgress: (event: ProgressEvent) => void,
  ) => Promise<unknown>,
): Promise<boolean> {
  const controller = new AbortController();
  let killed = false;
  await work(controller.signal, event => {
    if (!killed && isThere(event)) {
      killed = true;
      controller.abort(new Error('killed'));
    }
  }).catch(error => {
    if (!killed) {
      throw error;
    }
  });
  return killed;
}

describe('a stack whose apply is killed at every stage, then taken out the same way', () => {
  let sandbox: DemoClusterProcess;
  let client: ClusterClient;
  let stack: Stack;
  let recorded: InventoryEntry[];

  beforeAll(async () => {
    sandbox = await startDemoClusterProcess();
    client = createClusterClient({ name: 'sandbox', ...sandbox });
    const facts = await readClusterFacts(client);
    const releases = await loadReleases(
      spec,
      facts,
      createReleaseSource({
        mirror: `${sandbox.url}/mirror`,
        digests: new InMemoryDigestStore(),
        verify: 'firstUse',
      }),
    );
    stack = renderStack(spec, facts, releases);
    recorded = inventoryOf(stack);
  });

  afterAll(() => sandbox?.stop());

  const apply = (
    signal?: AbortSignal,
    onProgress?: (event: ProgressEvent) => void,
  ) => applyStack({ client, stack, signal, onProgress, wait });

  const removal = (also: string[] = []) =>
    planRemoval({
      client,
      matrixCluster: spec.name,
      recorded,
      rendered: [],
      neighbours: [],
      also,
    });

  const takeOut = async (
    signal?: AbortSignal,
    onProgress?: (event: ProgressEvent) => void,
  ) =>
    removeObjects({ client, steps: await removal(), signal, onProgress, wait });

  it('goes on from wherever it was killed, and comes to rest', async () => {
    const killedIn: string[] = [];
    // What goes in beside others has come in with them: nothing of it is left to be killed in.
    const inTurn = stack.stages.filter(({ id }) => id !== 'monitoring');
    for (const { id } of inTurn) {
      const killed = await killedAt(
        event =>
          (event.type === 'object' &&
            event.stage === id &&
            event.result === 'created') ||
          (event.type === 'stageFinished' && event.stage === id),
        apply,
      );
      if (killed) {
        killedIn.push(id);
      }
    }
    // Stages that go in side by side are hit together; the rest one by one.
    expect(killedIn).toEqual(
      expect.arrayContaining([
        'policies',
        'ingress-controller',
        'cert-manager',
        'issuers',
        'certificates',
        'default-deny',
      ]),
    );

    const healed = await apply();
    expect(healed.conflicts).toEqual([]);
    await expect(apply()).resolves.toMatchObject({ created: 0, changed: 0 });
  });

  it('takes out from wherever it was killed, what denies first, and leaves what only goes when it is named', async () => {
    const order: string[] = [];
    for (const nth of [1, 5, 20]) {
      const last = order.length + nth;
      await killedAt(event => {
        if (event.type === 'removed' && event.result === 'deleted') {
          order.push(event.object);
        }
        return order.length >= last;
      }, takeOut);
    }
    expect(order[0]).toBe('NetworkPolicy matrix/default-deny-all');

    await takeOut();
    const left = await removal();

    const kept = left.filter(({ decision }) => decision.action !== 'gone');
    expect([...new Set(kept.map(({ entry }) => entry.kind))].sort()).toEqual([
      'CustomResourceDefinition',
      'Namespace',
      'Secret',
    ]);
    // What runs in the namespace is not the stack's.
    await expect(
      client.list(
        { apiVersion: 'apps/v1', kind: 'Deployment' },
        { namespace: 'matrix' },
      ),
    ).resolves.not.toHaveLength(0);
  });

  it('deletes kinds and namespaces that are named, and then goes in anew', async () => {
    const steps = await removal([
      'Namespace ingress-nginx',
      'Namespace cert-manager',
      'Namespace matrix',
      ...recorded
        .filter(({ kind }) => kind === 'CustomResourceDefinition')
        .map(({ name }) => `CustomResourceDefinition ${name}`),
    ]);
    const { kept } = await removeObjects({ client, steps, wait });
    // The demo made it, and the deployment is in it.
    expect(kept.map(({ object }) => object)).toContain('Namespace matrix');
    await expect(
      client.exists({
        apiVersion: 'v1',
        kind: 'Namespace',
        name: 'ingress-nginx',
      }),
    ).resolves.toBe(false);

    await apply();
    await sleep(100);
    await expect(apply()).resolves.toMatchObject({ created: 0, changed: 0 });
  });
});
