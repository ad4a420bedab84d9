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
  Stack,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { renderStack } from '../stack';
import { stageOf } from '../__testUtils__/find';
import {
  forbidden,
  stopTestClusters,
  testCluster,
} from '../__testUtils__/sandbox';
import { aSpec, someFacts } from '../__testUtils__/specs';
import {
  configMap,
  configMapRef,
  quick,
  recorder,
  stackOf,
} from '../__testUtils__/stacks';
import { applyStack } from './applyStack';

afterEach(stopTestClusters);

/** Namespaces and all policies: a stack that needs no controllers to become ready. */
function policyStack(): Stack {
  const spec = aSpec({
    certificates: { management: 'external' },
  });
  const facts = {
    ...someFacts,
    ingressController: { version: '1', namespace: 'x', owner: 'Helm' },
  };
  return renderStack(spec, facts, {});
}

it('creates everything, default-deny-all last, and changes nothing the second time', async () => {
  const { client, requests } = await testCluster();
  const stack = policyStack();
  const objects = stack.stages.flatMap(stage => stage.objects);

  const first = await applyStack({ client, stack, ...quick });
  const applied = requests.filter(({ verb }) => verb === 'patch');

  expect(first).toEqual({
    created: objects.length,
    changed: 0,
    unchanged: 0,
    conflicts: [],
  });
  expect(applied[applied.length - 1].name).toBe('default-deny-all');
  const { events, onProgress } = recorder();
  expect(await applyStack({ client, stack, ...quick, onProgress })).toEqual({
    created: 0,
    changed: 0,
    unchanged: objects.length,
    conflicts: [],
  });
  expect(events).toContainEqual({
    type: 'object',
    stage: 'policies',
    object: 'NetworkPolicy matrix/redis-access',
    result: 'unchanged',
    message: undefined,
  });
});

it('stores every peer of every policy', async () => {
  const { client } = await testCluster();
  const stack = policyStack();

  await applyStack({ client, stack, ...quick });

  for (const policy of stageOf(stack, 'policies').objects) {
    const { apiVersion, kind, metadata } = policy;
    const stored = await client.get({ apiVersion, kind, ...metadata });
    expect(stored).toMatchObject({ spec: policy.spec });
  }
});

it('sends a changed object again, and only that', async () => {
  const { client } = await testCluster();
  const before = [configMap('a', { x: '1' }), configMap('b', { x: '1' })];
  const after = [configMap('a', { x: '2' }), configMap('b', { x: '1' })];

  await applyStack({ client, stack: stackOf({ objects: before }), ...quick });
  const result = await applyStack({
    client,
    stack: stackOf({ objects: after }),
    ...quick,
  });

  expect(result).toMatchObject({ changed: 1, unchanged: 1 });
});

it('takes back a field that it no longer renders', async () => {
  const { client } = await testCluster();
  const before = stackOf({ objects: [configMap('a', { x: '1', y: '2' })] });
  const after = stackOf({ objects: [configMap('a', { x: '1' })] });

  await applyStack({ client, stack: before, ...quick });
  await applyStack({ client, stack: after, ...quick });

  expect((await client.get(configMapRef('a')))?.data).toEqual({ x: '1' });
});

it('reports what it may not do, and tries the others of the stage', async () => {
  const { client } = await testCluster({
    faults: {
      async before(request) {
        return request.verb === 'patch' && request.name === 'a'
          ? forbidden(request)
          : { outcome: 'proceed' };
      },
    },
  });
  const objects = [configMap('a', {}), configMap('b', {})];
  const { events, onProgress } = recorder();

  await expect(
    applyStack({ client, stack: stackOf({ objects }), ...quick, onProgress }),
  ).rejects.toThrow(
    'ConfigMap default/a could not be applied: configmaps is forbidden',
  );

  expect(events).toContainEqual(
    expect.objectContaining({
      object: 'ConfigMap default/b',
      result: 'created',
    }),
  );
});

it('survives a connection that is cut now and then', async () => {
  let requests = 0;
  const { client } = await testCluster({
    faults: {
      async before({ verb }) {
        requests++;
        return verb === 'patch' && requests % 3 === 0
          ? { outcome: 'reset' }
          : { outcome: 'proceed' };
      },
    },
  });
  const objects = Array.from({ length: 12 }, (_, index) =>
    configMap(`c${index}`, { x: '1' }),
  );

  const result = await applyStack({
    client,
    stack: stackOf({ objects }),
    ...quick,
    retry: { attempts: 10, firstDelay: 1, maxDelay: 5 },
  });

  expect(result.conflicts).toEqual([]);
  for (const { metadata } of objects) {
    expect(await client.exists(configMapRef(metadata.name))).toBe(true);
  }
});

it('fails loudly when the server stores something else than was sent', async () => {
  const { client } = await testCluster();
  const policy = stageOf(policyStack(), 'policies').objects[0];
  const dropping = {
    clusterName: client.clusterName,
    version: client.version.bind(client),
    serves: client.serves.bind(client),
    exists: client.exists.bind(client),
    identify: client.identify.bind(client),
    get: client.get.bind(client),
    list: client.list.bind(client),
    patch: client.patch.bind(client),
    delete: client.delete.bind(client),
    isAllowed: client.isAllowed.bind(client),
    async apply(object: KubernetesObject): Promise<KubernetesObject> {
      return { ...object, spec: { podSelector: {} } };
    },
  };

  await expect(
    applyStack({
      client: dropping,
      stack: stackOf({ objects: [policy] }),
      ...quick,
    }),
  ).rejects.toThrow('the server stored something else than was sent: spec.');
});

it('stops when told to, before the next stage', async () => {
  const controller = new AbortController();
  const { client } = await testCluster({
    faults: {
      async before({ verb }) {
        if (verb === 'patch') {
          controller.abort();
        }
        return { outcome: 'proceed' };
      },
    },
  });
  const stack = stackOf(
    { objects: [configMap('a', {})] },
    { objects: [configMap('b', {})] },
  );

  await expect(
    applyStack({ client, stack, ...quick, signal: controller.signal }),
  ).rejects.toMatchObject({ name: 'AbortError' });
  expect(await client.exists(configMapRef('b'))).toBe(false);
});

it('does not go on while something required has not come about', async () => {
  const { client } = await testCluster();
  const stack = stackOf(
    {
      waits: [
        { kind: 'deploymentAvailable', namespace: 'default', name: 'missing' },
      ],
    },
    { objects: [configMap('after', {})] },
  );

  await expect(applyStack({ client, stack, ...quick })).rejects.toThrow(
    'Waited for 0.2 s for Deployment default/missing to be available: not there yet',
  );
  expect(await client.exists(configMapRef('after'))).toBe(false);
});
