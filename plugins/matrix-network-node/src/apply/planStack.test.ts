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
      fields: [
        { field: 'data.x', before: '"1"', after: '"2"' },
        { field: 'data.y', after: '"3"' },
      ],
      moreFields: 0,
    },
    'ConfigMap default/new': { action: 'create' },
  });
  expect((await client.get(configMapRef('other')))?.data).toEqual({ x: '1' });
  expect(await client.exists(configMapRef('new'))).toBe(false);
});

it('does not take for its own change what others write while it looks', async () => {
  const { client } = await testCluster();
  const stack = stackOf({ objects: [configMap('a', { x: '1' })] });
  await applyStack({ client, stack });
  const apply = client.apply.bind(client);
  let writers = 3;
  client.apply = async (object, options) => {
    if (options.dryRun && writers > 0) {
      writers--;
      const metadata = {
        name: 'a',
        namespace: 'default',
        annotations: { revision: `${writers}` },
      };
      await apply(
        { apiVersion: 'v1', kind: 'ConfigMap', metadata },
        { fieldManager: 'controller' },
      );
    }
    return apply(object, options);
  };

  expect(await plansOf({ client, stack })).toEqual({
    'ConfigMap default/a': { action: 'unchanged' },
  });
  expect(writers).toBe(0);
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

it('says what the server would refuse', async () => {
  const stored = configMap('a', {});
  const client = new ObjectsClient([stored]);
  client.refusals.push(
    new KubernetesApiError({ statusCode: 422, message: 'field is immutable' }),
  );

  expect(
    await plansOf({ client, stack: stackOf({ objects: [stored] }) }),
  ).toEqual({
    'ConfigMap default/a': { action: 'refused', reason: 'field is immutable' },
  });
});

it('asks the server whether it would take what is new', async () => {
  const { client } = await testCluster();
  const service = (name: string, nodePort: number): KubernetesObject => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default' },
    spec: {
      type: 'NodePort',
      ports: [{ port: 80, nodePort, protocol: 'TCP' }],
    },
  });
  await client.apply(service('taken', 30080), { fieldManager: 'somebody' });
  const stack = stackOf({ objects: [service('new', 30080)] });

  expect(await plansOf({ client, stack })).toEqual({
    'Service default/new': {
      action: 'refused',
      reason: 'NodePort 30080 is taken by Service default/taken',
    },
  });
});

it('plans offline what its own stack has yet to bring a namespace or a kind for', async () => {
  const { client } = await testCluster();
  const stack = stackOf({
    objects: [
      { ...configMap('a', {}), metadata: { name: 'a', namespace: 'later' } },
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'ClusterIssuer',
        metadata: { name: 'selfsigned' },
        spec: { selfSigned: {} },
      },
    ],
  });

  const plans = await plansOf({ client, stack });

  expect(plans).toEqual({
    'ConfigMap later/a': {
      action: 'create',
      offline: 'Namespace later does not exist yet',
    },
    'ClusterIssuer selfsigned': {
      action: 'create',
      offline:
        'the cluster does not serve kind ClusterIssuer of cert-manager.io/v1 yet',
    },
  });
});

it('says that a hook runs only while what it makes is missing', async () => {
  const job = find(
    admissionJobs(miniatureIngress.objects),
    'Job',
    'ingress-nginx-admission-create',
  );
  const stack = stackOf({ objects: [job] });
  const secret: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'ingress-nginx-admission', namespace: 'ingress-nginx' },
  };

  expect(await plansOf({ client: new ObjectsClient(), stack })).toEqual({
    'Job ingress-nginx/ingress-nginx-admission-create': {
      action: 'create',
      offline:
        'it runs because Secret ingress-nginx/ingress-nginx-admission is missing',
    },
  });
  expect(await plansOf({ client: new ObjectsClient([secret]), stack })).toEqual(
    {
      'Job ingress-nginx/ingress-nginx-admission-create': {
        action: 'unchanged',
      },
    },
  );
});

it('says that a hook runs anew where its Namespace is being deleted', async () => {
  const namespace: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'ingress-nginx' },
  };
  const jobs = admissionJobs(miniatureIngress.objects).filter(
    ({ kind }) => kind === 'Job',
  );
  const stack = stackOf({ objects: [namespace, ...jobs] });
  const made: KubernetesObject[] = [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'ingress-nginx-admission', namespace: 'ingress-nginx' },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'ingress-nginx-admission' },
      webhooks: [{ name: 'w', clientConfig: { caBundle: 'Q0E=' } }],
    },
  ];
  const leaving: KubernetesObject = {
    ...namespace,
    metadata: {
      ...namespace.metadata,
      deletionTimestamp: '2026-01-01T00:00:00Z',
    },
  };
  const hooks = async (client: ObjectsClient) =>
    Object.entries(await plansOf({ client, stack })).filter(([object]) =>
      object.startsWith('Job '),
    );

  expect(await hooks(new ObjectsClient([namespace, ...made]))).toEqual([
    [
      'Job ingress-nginx/ingress-nginx-admission-create',
      { action: 'unchanged' },
    ],
    [
      'Job ingress-nginx/ingress-nginx-admission-patch',
      { action: 'unchanged' },
    ],
  ]);
  const anew = {
    action: 'create',
    offline: 'Namespace ingress-nginx is being deleted now',
  };
  expect(await hooks(new ObjectsClient([leaving, ...made]))).toEqual([
    ['Job ingress-nginx/ingress-nginx-admission-create', anew],
    ['Job ingress-nginx/ingress-nginx-admission-patch', anew],
  ]);
});

it('reads a kind with one list where the stack has several of it', async () => {
  const { client, requests } = await testCluster();
  const objects = Array.from({ length: 12 }, (_, index) =>
    configMap(`c${index}`, {}),
  );
  await applyStack({ client, stack: stackOf({ objects }) });

  const configMaps = requests.filter(
    ({ resource }) => resource === 'configmaps',
  );
  expect(configMaps.filter(({ verb }) => verb === 'list')).toHaveLength(1);
  expect(configMaps.filter(({ verb }) => verb === 'get')).toEqual([]);
  expect(configMaps.filter(({ verb }) => verb === 'patch')).toHaveLength(12);
});
