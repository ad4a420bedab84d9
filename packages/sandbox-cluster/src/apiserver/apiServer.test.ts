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
  ApiextensionsV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  NetworkingV1Api,
  Watch,
} from '@kubernetes/client-node';
import { SandboxCluster, startSandboxCluster } from '../SandboxCluster';

const crd = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'rooms.chat.example.org' },
  spec: {
    group: 'chat.example.org',
    scope: 'Namespaced',
    names: { plural: 'rooms', kind: 'Room' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        additionalPrinterColumns: [
          {
            name: 'Ready',
            type: 'string',
            jsonPath: '.status.conditions[?(@.type=="Ready")].status',
          },
        ],
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                required: ['topic'],
                properties: {
                  topic: { type: 'string', pattern: '^[a-z]+$' },
                  size: { type: 'integer', default: 5 },
                },
              },
              status: {
                type: 'object',
                'x-kubernetes-preserve-unknown-fields': true,
              },
            },
          },
        },
      },
    ],
  },
};

describe('the API server over HTTP', () => {
  let cluster: SandboxCluster;
  let config: KubeConfig;

  beforeAll(async () => {
    cluster = await startSandboxCluster({
      token: 'sandbox',
      storeOptions: { historyLimit: 50 },
    });
    config = new KubeConfig();
    config.loadFromOptions({
      clusters: [
        {
          name: 'sandbox',
          server: cluster.secureUrl,
          caData: Buffer.from(cluster.certificate).toString('base64'),
        },
      ],
      users: [{ name: 'sandbox', token: cluster.token }],
      contexts: [{ name: 'sandbox', cluster: 'sandbox', user: 'sandbox' }],
      currentContext: 'sandbox',
    });
    await config
      .makeApiClient(CoreV1Api)
      .createNamespace({ body: { metadata: { name: 'matrix' } } });
  });

  afterAll(() => cluster?.close());

  async function request(
    method: string,
    path: string,
    options: {
      body?: unknown;
      type?: string;
      accept?: string;
      token?: string;
    } = {},
  ) {
    const response = await fetch(cluster.url + path, {
      method,
      headers: {
        authorization: `Bearer ${options.token ?? cluster.token}`,
        accept: options.accept ?? 'application/json',
        'content-type': options.type ?? 'application/json',
      },
      body:
        options.body === undefined ? undefined : JSON.stringify(options.body),
    });
    return {
      code: response.status,
      warning: response.headers.get('warning'),
      body: await response.json(),
    };
  }

  it('wants its token', async () => {
    expect(
      await request('GET', '/api/v1/namespaces', { token: 'wrong' }),
    ).toMatchObject({ code: 401, body: { reason: 'Unauthorized' } });
  });

  it('creates and reads with client-node', async () => {
    const networking = config.makeApiClient(NetworkingV1Api);
    await networking.createNamespacedNetworkPolicy({
      namespace: 'matrix',
      body: { metadata: { name: 'deny' }, spec: { podSelector: {} } },
    });
    const { items } = await networking.listNamespacedNetworkPolicy({
      namespace: 'matrix',
    });
    expect(items.map(item => item.spec?.policyTypes)).toEqual([['Ingress']]);
    await expect(
      networking.readNamespacedNetworkPolicy({
        namespace: 'matrix',
        name: 'none',
      }),
    ).rejects.toMatchObject({ code: 404 });
  });

  it('pages through a list at one revision, until that is forgotten', async () => {
    const path = '/api/v1/namespaces/paged/configmaps';
    await request('POST', '/api/v1/namespaces', {
      body: { metadata: { name: 'paged' } },
    });
    for (const name of ['a', 'b', 'c']) {
      await request('POST', path, { body: { metadata: { name } } });
    }
    const first = await request('GET', `${path}?limit=2`);
    expect(first.body.metadata.remainingItemCount).toBe(1);
    await request('DELETE', `${path}/c`);
    const next = `${path}?limit=2&continue=${first.body.metadata.continue}`;
    const second = await request('GET', next);
    expect(second.body.items).toMatchObject([{ metadata: { name: 'c' } }]);
    cluster.store.storage.compact();
    await request('POST', path, { body: { metadata: { name: 'd' } } });
    expect(await request('GET', next)).toMatchObject({
      code: 410,
      body: { reason: 'Expired' },
    });
  });

  it('streams changes from a revision on, and says 410 for one too old', async () => {
    const core = config.makeApiClient(CoreV1Api);
    const list = await core.listNamespacedConfigMap({ namespace: 'matrix' });
    const events: string[] = [];
    const watch = new Watch(config);
    const seen = new Promise<void>((resolve, reject) => {
      watch
        .watch(
          '/api/v1/namespaces/matrix/configmaps',
          {
            resourceVersion: list.metadata?.resourceVersion,
            labelSelector: 'watched=yes',
          },
          (phase, object) => {
            events.push(`${phase} ${object.metadata.name}`);
            if (phase === 'DELETED') {
              resolve();
            }
          },
          error => error && reject(error),
        )
        .then(controller => seen.finally(() => controller.abort()), reject);
    });
    const labels = { watched: 'yes' };
    await core.createNamespacedConfigMap({
      namespace: 'matrix',
      body: { metadata: { name: 'unseen' } },
    });
    await core.createNamespacedConfigMap({
      namespace: 'matrix',
      body: { metadata: { name: 'seen', labels } },
    });
    // Without its label the object is gone to this watch.
    await core.replaceNamespacedConfigMap({
      namespace: 'matrix',
      name: 'seen',
      body: { metadata: { name: 'seen' } },
    });
    await seen;
    expect(events).toEqual(['ADDED seen', 'DELETED seen']);
    cluster.store.storage.compact();
    const old = await request(
      'GET',
      '/api/v1/configmaps?watch=1&resourceVersion=1',
    );
    expect(old.body).toMatchObject({
      type: 'ERROR',
      object: { code: 410, reason: 'Expired' },
    });
  });

  it('sends the initial state of a watch list, closed by a bookmark', async () => {
    const response = await fetch(
      `${cluster.url}/api/v1/namespaces?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=1`,
      { headers: { authorization: `Bearer ${cluster.token}` } },
    );
    const lines = (await response.text()).trim().split('\n');
    const events = lines.map(line => JSON.parse(line));
    const end = events.findIndex(
      ({ object }) =>
        object.metadata.annotations?.['k8s.io/initial-events-end'] === 'true',
    );
    expect(end).toBeGreaterThan(3);
    expect(events[end].type).toBe('BOOKMARK');
  });

  it('names unknown fields when strict, and warns otherwise', async () => {
    const path = '/apis/networking.k8s.io/v1/namespaces/matrix/networkpolicies';
    const body = { metadata: { name: 'x' }, spec: { podSelector: {}, foo: 1 } };
    expect(
      await request('POST', `${path}?fieldValidation=Strict`, { body }),
    ).toMatchObject({
      code: 400,
      body: {
        message:
          'NetworkPolicy in version "v1" cannot be handled as a NetworkPolicy: strict decoding error: unknown field "spec.foo"',
      },
    });
    expect(await request('POST', `${path}?dryRun=All`, { body })).toMatchObject(
      { code: 201, warning: '299 - "unknown field \\"spec.foo\\""' },
    );
  });

  it('refuses large bodies and unknown media types', async () => {
    const path = '/api/v1/namespaces/matrix/configmaps';
    expect(
      await request('POST', path, {
        body: { data: { a: 'x'.repeat(3 * 1024 * 1024) } },
      }),
    ).toMatchObject({ code: 413, body: { reason: 'RequestEntityTooLarge' } });
    expect(
      await request('POST', path, { body: {}, type: 'text/plain' }),
    ).toMatchObject({ code: 415, body: { reason: 'UnsupportedMediaType' } });
  });

  it('scales, and prints tables', async () => {
    const path = '/apis/apps/v1/namespaces/matrix/deployments';
    await request('POST', path, {
      body: {
        metadata: { name: 'web' },
        spec: {
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: { containers: [{ name: 'c', image: 'nginx' }] },
          },
        },
      },
    });
    expect(
      await request('PATCH', `${path}/web/scale`, {
        body: { spec: { replicas: 3 } },
        type: 'application/merge-patch+json',
      }),
    ).toMatchObject({ code: 200, body: { spec: { replicas: 3 } } });
    const table = await request('GET', path, {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
    });
    expect(
      table.body.columnDefinitions.map(({ name }: { name: string }) => name),
    ).toEqual([
      'Name',
      'Ready',
      'Up-to-date',
      'Available',
      'Age',
      'Containers',
      'Images',
      'Selector',
    ]);
    expect(table.body.rows[0].cells.slice(0, 2)).toEqual(['web', '0/3']);
  });

  it('serves a custom kind once it is established', async () => {
    const path = '/apis/chat.example.org/v1/namespaces/matrix/rooms';
    const extensions = config.makeApiClient(ApiextensionsV1Api);
    const { code } = await request(
      'POST',
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      { body: crd },
    );
    expect(code).toBe(201);
    const response = await fetch(cluster.url + path, {
      headers: { authorization: `Bearer ${cluster.token}` },
    });
    expect(response.status).toBe(404);
    await untilEstablished(extensions);
    const custom = config.makeApiClient(CustomObjectsApi);
    const room = (topic: unknown, name = 'lobby') =>
      request('POST', path, {
        body: {
          apiVersion: 'chat.example.org/v1',
          kind: 'Room',
          metadata: { name },
          spec: { topic, unknown: true },
        },
      });
    expect(await room('general')).toMatchObject({
      code: 201,
      warning: '299 - "unknown field \\"spec.unknown\\""',
      body: { spec: { topic: 'general', size: 5 } },
    });
    expect((await room('NOT LOWER', 'b')).body).toMatchObject({
      code: 422,
      message: `Room.chat.example.org "b" is invalid: spec.topic: Invalid value: "NOT LOWER": spec.topic in body should match '^[a-z]+$'`,
    });
    expect((await room(undefined, 'c')).body).toMatchObject({
      details: {
        causes: [{ reason: 'FieldValueRequired', field: 'spec.topic' }],
      },
    });
    await custom.patchNamespacedCustomObjectStatus({
      group: 'chat.example.org',
      version: 'v1',
      namespace: 'matrix',
      plural: 'rooms',
      name: 'lobby',
      body: [
        {
          op: 'add',
          path: '/status',
          value: { conditions: [{ type: 'Ready', status: 'True' }] },
        },
      ],
    });
    const table = await request('GET', path, {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
    });
    expect(table.body.rows[0].cells).toEqual(['lobby', 'True']);
    await extensions.deleteCustomResourceDefinition({
      name: crd.metadata.name,
    });
    expect((await request('GET', '/apis')).body.groups).not.toContainEqual(
      expect.objectContaining({ name: 'chat.example.org' }),
    );
  });

  async function untilEstablished(extensions: ApiextensionsV1Api) {
    for (let attempt = 0; attempt < 50; attempt += 1) {
      const { status } = await extensions.readCustomResourceDefinition({
        name: crd.metadata.name,
      });
      const isEstablished = status?.conditions?.some(
        ({ type, status: value }) => type === 'Established' && value === 'True',
      );
      if (isEstablished) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    throw new Error('the CRD was not established within a second');
  }
});
