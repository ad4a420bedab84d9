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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  startKubernetes,
  TestKubernetes,
} from '@matrix-network/test-kubernetes';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterClient, createClusterClient } from '../cluster';
import { refOf } from '../cluster/refOf';
import { configMap, recorder, stackOf } from '../__testUtils__/stacks';
import { administratorOf, describeReal } from './__testUtils__/realServer';
import { applyStack } from './applyStack';
import { planStack } from './planStack';
import { conditionOf } from './waits/conditions';

jest.setTimeout(120_000);

const labels = { 'app.kubernetes.io/managed-by': 'matrix-network' };
const FINALIZER = 'example.org/wait';

/** Its pods get no node as long as they have a gate. */
const deployment = (...gates: string[]): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default', labels },
  spec: {
    replicas: 2,
    progressDeadlineSeconds: 1,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        schedulingGates: gates.map(name => ({ name })),
        containers: [{ name: 'web', image: 'web:1' }],
      },
    },
  },
});

const namespace: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'matrix', labels },
};

const within = (name: string): KubernetesObject => ({
  ...configMap(name, { x: '1' }),
  metadata: { name, namespace: 'matrix', labels },
});

describeReal('what an apply repairs on a real kube-apiserver', () => {
  let server: TestKubernetes;
  let client: ClusterClient;

  beforeAll(async () => {
    server = await startKubernetes();
    client = createClusterClient(administratorOf(server));
  }, 120_000);

  afterAll(() => server?.stop());

  const hold = (object: KubernetesObject) =>
    client.patch(
      refOf(object),
      [{ op: 'add', path: '/metadata/finalizers', value: [FINALIZER] }],
      { fieldManager: 'somebody' },
    );

  /** Applies a stack, and lets an object go once it is waited for. */
  async function applyUntilGone(
    stack: Parameters<typeof applyStack>[0]['stack'],
    held: KubernetesObject,
  ) {
    const { events, onProgress } = recorder();
    let released: Promise<unknown> | undefined;
    const result = await applyStack({
      client,
      stack,
      onProgress: event => {
        onProgress(event);
        if (event.type === 'message') {
          released ??= client.patch(refOf(held), [
            { op: 'remove', path: '/metadata/finalizers' },
          ]);
        }
      },
    });
    await released;
    return { result, events };
  }

  it('a rollout that was stuck', async () => {
    const apply = (object: KubernetesObject) =>
      applyStack({
        client,
        stack: stackOf({
          objects: [object],
          waits: [
            {
              kind: 'deploymentAvailable',
              namespace: 'default',
              name: 'web',
            },
          ],
        }),
        wait: { interval: 100, timeout: 60_000 },
      });
    await expect(apply(deployment('example.org/closed'))).rejects.toThrow(
      'has timed out progressing',
    );

    await expect(apply(deployment())).resolves.toMatchObject({ changed: 1 });

    const live = await client.get(refOf(deployment()));
    expect(live && conditionOf(live, 'Available')?.status).toBe('True');
  });

  it('an object that waits for its finalizers', async () => {
    const object = configMap('a', { x: '1' });
    const stack = stackOf({ objects: [object] });
    await applyStack({ client, stack });
    const before = await hold(object);
    await client.delete(refOf(object));

    expect(await planStack({ client, stack })).toMatchObject([
      { plan: { action: 'create', offline: expect.any(String) } },
    ]);
    const { result, events } = await applyUntilGone(stack, object);

    expect(result).toMatchObject({ created: 1, changed: 0, unchanged: 0 });
    expect(events).toContainEqual(
      expect.objectContaining({
        message: expect.stringContaining(`its finalizers are ${FINALIZER}`),
      }),
    );
    const after = await client.get(refOf(object));
    expect(after?.metadata.deletionTimestamp).toBeUndefined();
    expect(after?.metadata.uid).not.toBe(before.metadata.uid);
  });

  it('a Namespace on its way out, with what was in it', async () => {
    const stack = stackOf(
      { id: 'namespaces', objects: [namespace] },
      { objects: ['a', 'b', 'c'].map(within) },
    );
    await applyStack({ client, stack });
    const before = await client.get(refOf(namespace));
    await hold(within('a'));
    await client.delete(refOf(namespace));
    while (await client.exists(refOf(within('b')))) {
      await sleep(50);
    }

    expect(await planStack({ client, stack })).toMatchObject([
      { plan: { action: 'create', offline: expect.any(String) } },
      { object: 'ConfigMap matrix/a', plan: { action: 'create' } },
      {
        object: 'ConfigMap matrix/b',
        plan: {
          action: 'create',
          offline: 'Namespace matrix is being deleted now',
        },
      },
      { object: 'ConfigMap matrix/c', plan: { action: 'create' } },
    ]);
    const { result } = await applyUntilGone(stack, within('a'));

    expect(result).toMatchObject({ created: 4, changed: 0, unchanged: 0 });
    const after = await client.get(refOf(namespace));
    expect(after?.metadata.deletionTimestamp).toBeUndefined();
    expect(after?.metadata.uid).not.toBe(before?.metadata.uid);
    for (const name of ['a', 'b', 'c']) {
      await expect(client.exists(refOf(within(name)))).resolves.toBe(true);
    }
  });
});
