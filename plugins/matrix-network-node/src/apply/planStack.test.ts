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

import { KubernetesApiError } from '../cluster';
import { admissionJobs } from '../stack/patches/admissionJobs';
import { find } from '../__testUtils__/find';
import { miniatureIngress } from '../__testUtils__/miniature';
import { ObjectsClient } from '../__testUtils__/ObjectsClient';
import { stopTestClusters, testCluster } from '../__testUtils__/sandbox';
import { configMap, configMapRef, stackOf } from '../__testUtils__/stacks';
import { applyStack } from './applyStack';
import { planStack } from './planStack';

afterEach(stopTestClusters);

const plansOf = async (options: Parameters<typeof planStack>[0]) =>
  Object.fromEntries(
    (await planStack(options)).map(({ object, plan }) => [object, plan]),
  );

it('tells what an apply would create, change and leave, and does none of it', async () => {
  const { client } = await testCluster();
  const before = [
    configMap('same', { x: '1' }),
    configMap('other', { x: '1' }),
  ];
  await applyStack({ client, stack: stackOf({ objects: before }) });
  const stack = stackOf({
    objects: [
      configMap('same', { x: '1' }),
      configMap('other', { x: '2', y: '3' }),
      configMap('new', {}),
    ],
  });

  expect(await plansOf({ client, stack })).toEqual({
    'ConfigMap default/same': { action: 'unchanged' },
    'ConfigMap default/other': {
      action: 'change',
      fields: ['data.x', 'data.y'],
    },
    'ConfigMap default/new': { action: 'create' },
  });
  expect((await client.get(configMapRef('other')))?.data).toEqual({ x: '1' });
  expect(await client.exists(configMapRef('new'))).toBe(false);
});

it('leaves undecided what a webhook that is down would have to judge', async () => {
  const stored = configMap('a', {});
  const client = new ObjectsClient([stored]);
  const down = new KubernetesApiError({
    statusCode: 500,
    message: 'failed calling webhook "w": no endpoints available',
  });
  client.refusals.push(down, down, down);

  expect(
    await plansOf({ client, stack: stackOf({ objects: [stored] }) }),
  ).toEqual({
    'ConfigMap default/a': { action: 'undecided', reason: down.message },
  });
});

it('fails where the server says no for good', async () => {
  const stored = configMap('a', {});
  const client = new ObjectsClient([stored]);
  client.refusals.push(
    new KubernetesApiError({ statusCode: 422, message: 'field is immutable' }),
  );

  await expect(
    planStack({ client, stack: stackOf({ objects: [stored] }) }),
  ).rejects.toThrow('field is immutable');
});

it('says nothing of hooks, which run only when needed', async () => {
  const job = find(
    admissionJobs(miniatureIngress.objects),
    'Job',
    'ingress-nginx-admission-create',
  );

  expect(
    await planStack({
      client: new ObjectsClient(),
      stack: stackOf({ objects: [job] }),
    }),
  ).toEqual([]);
});
