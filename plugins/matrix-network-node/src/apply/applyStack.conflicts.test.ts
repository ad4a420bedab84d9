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
  KubernetesObject,
  STACK_LABEL,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { stopTestClusters, testCluster } from '../__testUtils__/sandbox';
import {
  configMap,
  configMapRef,
  quick,
  recorder,
  stackOf,
} from '../__testUtils__/stacks';
import { applyStack } from './applyStack';
import { planStack } from './planStack';

afterEach(stopTestClusters);

/** ConfigMap `shared` as somebody else makes it. */
const foreign = (data: object): KubernetesObject => ({
  ...configMap('shared', data),
  metadata: { name: 'shared', namespace: 'default' },
});

describe('where others own what it would change', () => {
  const stack = stackOf(
    { objects: [configMap('mine', { x: '1' })] },
    { objects: [configMap('shared', { x: 'ours' })] },
  );

  async function clusterWithEdit() {
    const started = await testCluster();
    await applyStack({ client: started.client, stack, ...quick });
    await started.client.apply(configMap('shared', { x: 'theirs' }), {
      fieldManager: 'kubectl-edit',
      force: true,
    });
    await started.client.delete(configMapRef('mine'));
    return started;
  }

  it('names field and owner, and applies nothing at all', async () => {
    const { client } = await clusterWithEdit();
    const { events, onProgress } = recorder();

    const result = await applyStack({ client, stack, ...quick, onProgress });

    expect(result).toEqual({
      created: 0,
      changed: 0,
      unchanged: 0,
      conflicts: [
        {
          object: 'ConfigMap default/shared',
          field: '.data.x',
          manager: 'kubectl-edit',
        },
      ],
    });
    expect(await client.get(configMapRef('mine'))).toBeUndefined();
    expect(events).toContainEqual(
      expect.objectContaining({
        result: 'conflict',
        message: '.data.x belongs to kubectl-edit',
      }),
    );
  });

  it('takes it over on the word of the user, for that object', async () => {
    const { client } = await clusterWithEdit();

    const result = await applyStack({
      client,
      stack,
      ...quick,
      force: ['ConfigMap default/shared'],
    });

    expect(result).toMatchObject({ created: 1, changed: 1, conflicts: [] });
    expect((await client.get(configMapRef('shared')))?.data).toEqual({
      x: 'ours',
    });
  });

  it('does not touch an object that somebody else made, even where no field differs', async () => {
    const { client } = await testCluster();
    await client.apply(foreign({ x: 'ours' }), { fieldManager: 'helm' });

    const result = await applyStack({ client, stack, ...quick });

    expect(result.conflicts).toEqual([
      {
        object: 'ConfigMap default/shared',
        field: '(whole object)',
        manager: 'helm',
      },
    ]);
  });
});

it('names the fields of a foreign object that would change, and whose they are', async () => {
  const { client } = await testCluster();
  await client.apply(foreign({ x: 'theirs', y: 'same' }), {
    fieldManager: 'helm',
  });
  await client.apply(foreign({ z: 'edited' }), {
    fieldManager: 'kubectl-edit',
  });
  const stack = stackOf({
    objects: [configMap('shared', { x: 'ours', y: 'same', z: 'ours' })],
  });
  const object = 'ConfigMap default/shared';
  const conflicts = [
    { object, field: '(whole object)', manager: 'helm' },
    { object, field: '.data.x', manager: 'helm' },
    { object, field: '.data.z', manager: 'kubectl-edit' },
  ];

  const [{ plan }] = await planStack({ client, stack });
  const result = await applyStack({ client, stack, ...quick });

  expect(plan).toMatchObject({ action: 'conflict' });
  expect(result.conflicts).toHaveLength(conflicts.length);
  expect(result.conflicts).toEqual(expect.arrayContaining(conflicts));
});

describe('where another Matrix cluster has objects of the same names', () => {
  const of = (matrixCluster: string, data: object) => {
    const { metadata, ...rest } = configMap('policy', data);
    const labels = { ...metadata.labels, [STACK_LABEL]: matrixCluster };
    const own = { ...rest, metadata: { ...metadata, labels } };
    return {
      ...stackOf({ objects: [own, configMap('shared', { x: '1' })] }),
      matrixCluster,
    };
  };

  it('names it and applies nothing, but to what both share', async () => {
    const { client } = await testCluster();
    await applyStack({ client, stack: of('eu', { x: 'eu' }), ...quick });
    const us = of('us', { x: 'us' });

    const result = await applyStack({ client, stack: us, ...quick });
    const [planned, shared] = await planStack({ client, stack: us });
    const left = await client.get(configMapRef('policy'));

    expect(result.conflicts).toEqual([
      {
        object: 'ConfigMap default/policy',
        field: '(whole object)',
        manager: 'Matrix cluster eu',
      },
      ...['.data.x', `.metadata.labels.${STACK_LABEL}`].map(field => ({
        object: 'ConfigMap default/policy',
        field,
        manager: 'Matrix cluster eu',
      })),
    ]);
    expect(planned.plan).toMatchObject({ action: 'conflict' });
    expect(shared.plan).toEqual({ action: 'unchanged' });
    expect(left).toMatchObject({
      metadata: { labels: { [STACK_LABEL]: 'eu' } },
      data: { x: 'eu' },
    });
  });

  it('is told to take it over, for that object', async () => {
    const { client } = await testCluster();
    await applyStack({ client, stack: of('eu', { x: 'eu' }), ...quick });

    const result = await applyStack({
      client,
      stack: of('us', { x: 'us' }),
      ...quick,
      force: ['ConfigMap default/policy'],
    });

    expect(result).toMatchObject({ changed: 1, unchanged: 1, conflicts: [] });
    expect((await client.get(configMapRef('policy')))?.data).toEqual({
      x: 'us',
    });
  });
});

it('takes over what kubectl apply wrote, old fields included', async () => {
  const { client, sandbox } = await testCluster();
  sandbox.store.create(configMap('a', { x: '1', old: 'y' }), {
    manager: 'kubectl-client-side-apply',
  });

  await applyStack({
    client,
    stack: stackOf({ objects: [configMap('a', { x: '1' })] }),
    ...quick,
    force: ['ConfigMap default/a'],
  });

  expect((await client.get(configMapRef('a')))?.data).toEqual({ x: '1' });
});

it('leaves what kubectl apply wrote without a word, and names it where it differs', async () => {
  const { client, sandbox } = await testCluster();
  sandbox.store.create(configMap('a', { x: '1', theirs: 'y' }), {
    manager: 'kubectl-client-side-apply',
  });
  const apply = (data: object) =>
    applyStack({
      client,
      stack: stackOf({ objects: [configMap('a', data)] }),
      ...quick,
    });

  await apply({ x: '1', more: 'z' });
  const differing = await apply({ x: '2', more: 'z' });

  expect((await client.get(configMapRef('a')))?.data).toEqual({
    x: '1',
    theirs: 'y',
    more: 'z',
  });
  expect(differing.conflicts).toEqual([
    {
      object: 'ConfigMap default/a',
      field: '.data.x',
      manager: 'kubectl-client-side-apply',
    },
  ]);
});
