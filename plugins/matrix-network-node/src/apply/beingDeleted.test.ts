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
  FIELD_MANAGER,
  KubernetesObject,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ObjectsClient } from '../__testUtils__/ObjectsClient';
import { stopTestClusters, testCluster } from '../__testUtils__/sandbox';
import {
  configMap,
  configMapRef,
  quick,
  recorder,
  stackOf,
} from '../__testUtils__/stacks';
import { ClusterClient } from '../cluster';
import { applyObject } from './applyObject';
import { applyStack } from './applyStack';
import { planStack } from './planStack';

afterEach(stopTestClusters);

const FINALIZER = 'example.org/wait';

const namespace: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'matrix',
    labels: { 'app.kubernetes.io/managed-by': 'matrix-network' },
  },
};
const namespaceRef = { apiVersion: 'v1', kind: 'Namespace', name: 'matrix' };

const within = (name: string): KubernetesObject => {
  const object = configMap(name, { x: '1' });
  return {
    ...object,
    metadata: { ...object.metadata, namespace: 'matrix' },
  };
};
const withinRef = (name: string) => ({
  ...configMapRef(name),
  namespace: 'matrix',
});

type Ref = ReturnType<typeof configMapRef>;

const hold = (client: ClusterClient, ref: Ref) =>
  client.patch(
    ref,
    [{ op: 'add', path: '/metadata/finalizers', value: [FINALIZER] }],
    { fieldManager: 'somebody' },
  );
const letGo = (client: ClusterClient, ref: Ref) =>
  client.patch(ref, [{ op: 'remove', path: '/metadata/finalizers' }]);

const patient = { ...quick, retry: { attempts: 30, firstDelay: 20 } };

describe('an object that waits for its finalizers', () => {
  const stack = stackOf({ objects: [configMap('a', { x: '1' })] });

  async function clusterWithIt() {
    const cluster = await testCluster();
    const { client } = cluster;
    await applyStack({ client, stack, ...quick });
    const before = await hold(client, configMapRef('a'));
    await client.delete(configMapRef('a'));
    return { ...cluster, before };
  }

  it('is planned as one to create, though it is as it should be', async () => {
    const { client } = await clusterWithIt();

    expect(await planStack({ client, stack })).toEqual([
      {
        stage: 'policies',
        object: 'ConfigMap default/a',
        plan: {
          action: 'create',
          offline: 'it is being deleted now, and made anew once it is gone',
        },
      },
    ]);
  });

  it('is made anew once it is gone', async () => {
    const { client, before } = await clusterWithIt();
    const { events, onProgress } = recorder();
    let released: Promise<unknown> | undefined;

    const result = await applyStack({
      client,
      stack,
      ...patient,
      onProgress: event => {
        onProgress(event);
        if (event.type === 'message') {
          released ??= letGo(client, configMapRef('a'));
        }
      },
    });

    await released;
    expect(result).toMatchObject({ created: 1, changed: 0, unchanged: 0 });
    expect(events).toContainEqual({
      type: 'message',
      level: 'warning',
      message: `ConfigMap default/a is tried again: it is being deleted, and has to be gone before it is made anew; its finalizers are ${FINALIZER}`,
    });
    const after = await client.get(configMapRef('a'));
    expect(after).toMatchObject({ data: { x: '1' } });
    expect(after?.metadata.uid).not.toBe(before.metadata.uid);
  });

  it('is not taken for applied where it never goes', async () => {
    const { client } = await clusterWithIt();

    await expect(applyStack({ client, stack, ...quick })).rejects.toThrow(
      `ConfigMap default/a could not be applied: it is being deleted, and has to be gone before it is made anew; its finalizers are ${FINALIZER}`,
    );
  });

  it('is not taken for applied where it was deleted meanwhile', async () => {
    const { client, before } = await clusterWithIt();

    await expect(
      applyObject(configMap('a', { x: '2' }), {
        client,
        force: false,
        readLive: async () => before,
      }),
    ).rejects.toThrow('it is being deleted');
  });
});

describe('a Namespace on its way out', () => {
  const stack = stackOf(
    { id: 'namespaces', objects: [namespace] },
    { objects: [within('a'), within('b')] },
  );

  it('is made anew, with all that was in it', async () => {
    const { client } = await testCluster();
    await applyStack({ client, stack, ...quick });
    const before = await client.get(namespaceRef);
    await hold(client, withinRef('a'));
    await client.delete(namespaceRef);
    expect(
      (await client.get(namespaceRef))?.metadata.deletionTimestamp,
    ).toBeDefined();

    expect(await planStack({ client, stack })).toEqual([
      expect.objectContaining({
        object: 'Namespace matrix',
        plan: {
          action: 'create',
          offline: 'it is being deleted now, and made anew once it is gone',
        },
      }),
      expect.objectContaining({
        object: 'ConfigMap matrix/a',
        plan: { action: 'create' },
      }),
      expect.objectContaining({
        object: 'ConfigMap matrix/b',
        plan: {
          action: 'create',
          offline: 'Namespace matrix is being deleted now',
        },
      }),
    ]);

    let released: Promise<unknown> | undefined;
    const result = await applyStack({
      client,
      stack,
      ...patient,
      onProgress: event => {
        if (event.type === 'message') {
          released ??= letGo(client, withinRef('a'));
        }
      },
    });

    await released;
    expect(result).toMatchObject({ created: 3, changed: 0, unchanged: 0 });
    const after = await client.get(namespaceRef);
    expect(after?.metadata.deletionTimestamp).toBeUndefined();
    expect(after?.metadata.uid).not.toBe(before?.metadata.uid);
    await expect(client.exists(withinRef('a'))).resolves.toBe(true);
    await expect(client.exists(withinRef('b'))).resolves.toBe(true);
  });

  it('takes with it what is not being deleted yet: that is not unchanged', async () => {
    const ours = [{ manager: FIELD_MANAGER, operation: 'Apply' }];
    const leaving = {
      ...namespace,
      metadata: {
        ...namespace.metadata,
        managedFields: ours,
        deletionTimestamp: '2026-01-01T00:00:00Z',
      },
    };
    const still = {
      ...within('a'),
      metadata: { ...within('a').metadata, managedFields: ours },
    };
    const client = new ObjectsClient([leaving, still]);

    const [, planned] = await planStack({
      client,
      stack: stackOf({ objects: [namespace] }, { objects: [still] }),
    });

    expect(planned.plan.action).toBe('create');
  });
});
