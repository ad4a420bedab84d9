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
import { RequestAttributes } from '@matrix-network/sandbox-cluster';
import {
  forbidden,
  stopTestClusters,
  testCluster,
} from '../../__testUtils__/sandbox';
import {
  configMap,
  configMapRef,
  quick,
  recorder,
  stackOf,
} from '../../__testUtils__/stacks';
import { serve, stopServing } from '../../__testUtils__/serve';
import { ClusterClient, createClusterClient } from '../../cluster';
import { applyStack } from '../applyStack';
import { InventoryEntry, inventoryEntryOf } from './InventoryEntry';
import { planRemoval } from './planRemoval';
import { removeObjects } from './removeObjects';

afterEach(stopTestClusters);
afterEach(stopServing);

function owned(name: string): KubernetesObject {
  const object = configMap(name, { x: '1' });
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: {
        ...object.metadata.labels,
        'matrix-network.io/matrix-cluster': 'chat-eu',
      },
    },
  };
}

/** Applies ConfigMaps, and answers with what is recorded of them. */
async function applied(
  names: string[],
  options: Parameters<typeof testCluster>[0] = {},
) {
  const cluster = await testCluster(options);
  const recorded: InventoryEntry[] = [];
  await applyStack({
    client: cluster.client,
    stack: stackOf({ objects: names.map(owned) }),
    ...quick,
    onApplied: (object, uid) =>
      recorded.push(inventoryEntryOf('policies', object, uid)),
  });
  const plan = (rendered: string[] = []) =>
    planRemoval({
      client: cluster.client,
      matrixCluster: 'chat-eu',
      recorded,
      rendered: rendered.map(name => inventoryEntryOf('policies', owned(name))),
      neighbours: [],
      ...quick,
    });
  return { ...cluster, recorded, plan };
}

it('deletes what the stack does not have any more, and nothing else', async () => {
  const { client, plan, recorded } = await applied(['a', 'b', 'c']);
  await client.apply(
    {
      ...configMap('foreign', {}),
      metadata: { name: 'foreign', namespace: 'default' },
    },
    { fieldManager: 'kubectl' },
  );
  expect(recorded.every(({ uid }) => uid !== undefined)).toBe(true);
  const { events, onProgress } = recorder();
  const removed: InventoryEntry[] = [];

  const result = await removeObjects({
    client,
    steps: await plan(['b']),
    onProgress,
    onRemoved: entry => removed.push(entry),
    ...quick,
  });

  expect(result).toEqual({ removed: 2, kept: [] });
  expect(removed.map(({ name }) => name).sort()).toEqual(['a', 'c']);
  expect(events).toContainEqual({
    type: 'removed',
    object: 'ConfigMap default/a',
    result: 'deleted',
  });
  await expect(client.exists(configMapRef('a'))).resolves.toBe(false);
  await expect(client.exists(configMapRef('b'))).resolves.toBe(true);
  await expect(client.exists(configMapRef('foreign'))).resolves.toBe(true);
  // Once more: nothing is left to do.
  await expect(plan(['b'])).resolves.toMatchObject([
    { decision: { action: 'gone' } },
    { decision: { action: 'gone' } },
  ]);
});

it('leaves what has changed hands since it was decided, with the uid that it had', async () => {
  const { client, plan } = await applied(['a', 'b', 'c']);
  const steps = await plan();
  await client.patch(
    configMapRef('a'),
    [
      {
        op: 'replace',
        path: '/metadata/labels',
        value: { 'app.kubernetes.io/managed-by': 'Helm' },
      },
    ],
    { fieldManager: 'helm' },
  );
  await client.delete(configMapRef('b'));

  const result = await removeObjects({
    client,
    steps,
    decidedBy: { matrixCluster: 'chat-eu', neighbours: [] },
    ...quick,
  });

  expect(result).toEqual({
    removed: 1,
    kept: [
      {
        object: 'ConfigMap default/a',
        reason: 'It does not carry the label of chat-eu any more',
      },
    ],
  });
  await expect(client.exists(configMapRef('a'))).resolves.toBe(true);
  await expect(client.exists(configMapRef('c'))).resolves.toBe(false);
});

it('leaves what it may not read, and names the right that is missing', async () => {
  let mayRead = true;
  const { client, plan } = await applied(['a', 'b'], {
    faults: {
      async before(request) {
        return request.verb === 'get' && request.name === 'a' && !mayRead
          ? forbidden(request)
          : { outcome: 'proceed' };
      },
    },
  });
  mayRead = false;

  const steps = await plan();
  const result = await removeObjects({ client, steps, ...quick });

  expect(result).toEqual({
    removed: 1,
    kept: [
      {
        object: 'ConfigMap default/a',
        reason: 'The portal may not get configmaps in namespace default',
      },
    ],
  });
  mayRead = true;
  await expect(client.exists(configMapRef('a'))).resolves.toBe(true);
  await expect(client.exists(configMapRef('b'))).resolves.toBe(false);
});

describe('what the account may not delete', () => {
  const isDeletionOf = (names: string[]) => (request: RequestAttributes) =>
    request.resource === 'configmaps' &&
    request.verb === 'delete' &&
    (request.name === '' || names.includes(request.name));

  async function appliedWithout(names: string[]) {
    const isForbidden = isDeletionOf(names);
    return applied(['a', 'b', 'c'], {
      faults: {
        async before(request) {
          return isForbidden(request)
            ? forbidden(request)
            : { outcome: 'proceed' };
        },
        forbids: request =>
          isForbidden(request) ? 'no rule allows it' : undefined,
      },
    });
  }

  it('is in the plan, and nothing is begun', async () => {
    const { client, plan, requests } = await appliedWithout(['b']);
    const { events, onProgress } = recorder();

    const steps = await plan();
    const removal = removeObjects({ client, steps, onProgress, ...quick });

    await expect(removal).rejects.toThrow(
      "Nothing was changed: the portal may not delete configmaps in namespace default (ConfigMap default/b). Grant it: 'matrix-network rbac --role applier' prints the rights",
    );
    expect(
      steps.map(({ entry, decision }) => [entry.name, decision]),
    ).toContainEqual([
      'b',
      {
        action: 'delete',
        uid: expect.any(String),
        forbidden: {
          verb: 'delete',
          resource: 'configmaps',
          namespace: 'default',
        },
      },
    ]);
    expect(
      steps.filter(
        ({ decision }) => decision.action === 'delete' && decision.forbidden,
      ),
    ).toHaveLength(1);
    expect(requests.filter(({ verb }) => verb === 'delete')).toEqual([]);
    expect(events).toEqual([]);
  });

  it('is not asked for where it stays', async () => {
    const { client, plan } = await appliedWithout(['b']);

    const steps = await plan(['b']);
    const { removed } = await removeObjects({ client, steps, ...quick });

    expect(removed).toBe(2);
  });

  it('is found out by the deletion where the review fails', async () => {
    const isForbidden = isDeletionOf(['b']);
    const { client, plan } = await applied(['a', 'b'], {
      faults: {
        async before(request) {
          return isForbidden(request) ||
            request.resource === 'selfsubjectaccessreviews'
            ? forbidden(request)
            : { outcome: 'proceed' };
        },
      },
    });

    const removal = removeObjects({ client, steps: await plan(), ...quick });

    await expect(removal).rejects.toThrow(
      'ConfigMap default/b could not be deleted: configmaps is forbidden',
    );
    await expect(client.exists(configMapRef('a'))).resolves.toBe(false);
  });
});

it('leaves what was made anew between the decision and the delete', async () => {
  const { client, plan } = await applied(['a']);
  const steps = await plan();
  await client.delete(configMapRef('a'));
  await client.apply(owned('a'), { fieldManager: 'somebody' });

  const result = await removeObjects({ client, steps, ...quick });

  expect(result).toEqual({
    removed: 0,
    kept: [
      {
        object: 'ConfigMap default/a',
        reason: 'Somebody has made it anew meanwhile',
      },
    ],
  });
  await expect(client.exists(configMapRef('a'))).resolves.toBe(true);
});

describe('a Secret that was made for the stack', () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    namespace: 'default',
    name: 'made',
  };
  const make = (client: ClusterClient) =>
    client.apply(
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { namespace: 'default', name: 'made' },
        stringData: { key: 'k' },
      },
      { fieldManager: 'kube-webhook-certgen' },
    );

  async function recordedSecret() {
    const { client } = await testCluster();
    const { uid } = (await make(client)).metadata;
    const plan = () =>
      planRemoval({
        client,
        matrixCluster: 'chat-eu',
        recorded: [
          { ...secret, uid, stage: 'ingress-controller', ownership: 'made' },
        ],
        rendered: [],
        neighbours: [],
        also: ['Secret default/made'],
        ...quick,
      });
    return { client, plan };
  }

  it('goes when it is named', async () => {
    const { client, plan } = await recordedSecret();

    const result = await removeObjects({
      client,
      steps: await plan(),
      ...quick,
    });

    expect(result).toEqual({ removed: 1, kept: [] });
    await expect(client.exists(secret)).resolves.toBe(false);
  });

  it('stays where it is another one by now, even since the decision', async () => {
    const { client, plan } = await recordedSecret();
    const before = await plan();
    await client.delete(secret);
    await make(client);

    const planned = await removeObjects({
      client,
      steps: await plan(),
      ...quick,
    });
    const late = await removeObjects({ client, steps: before, ...quick });

    expect(planned.kept).toEqual([
      {
        object: 'Secret default/made',
        reason:
          'It is not the Secret that was made for the stack: it has been made anew since the last apply',
      },
    ]);
    expect(late.kept).toEqual([
      {
        object: 'Secret default/made',
        reason: 'Somebody has made it anew meanwhile',
      },
    ]);
    await expect(client.exists(secret)).resolves.toBe(true);
  });
});

it('names the finalizers of what does not go', async () => {
  const { client, plan } = await applied(['a']);
  const steps = await plan();
  await client.patch(configMapRef('a'), [
    { op: 'add', path: '/metadata/finalizers', value: ['example.org/wait'] },
  ]);

  await expect(removeObjects({ client, steps, ...quick })).rejects.toThrow(
    'ConfigMap default/a could not be deleted: it is still there after 0.2 s: its finalizers are example.org/wait',
  );
});

it('does not take an address at which nothing is served for a cluster without the objects', async () => {
  const url = await serve((_, response) => {
    response.statusCode = 404;
    response.end('default backend - 404');
  });
  const client = createClusterClient({ name: 'gone', url });

  const planned = planRemoval({
    client,
    matrixCluster: 'chat-eu',
    recorded: [inventoryEntryOf('policies', owned('a'))],
    rendered: [],
    neighbours: [],
    ...quick,
  });

  await expect(planned).rejects.toThrow('default backend - 404');
});
