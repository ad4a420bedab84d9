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

import { StubTransport } from '../__testUtils__/StubTransport';
import { definedKinds } from './definedKinds';
import { TransportClusterClient } from './TransportClusterClient';
import { TransportRequest, TransportResponse } from './Transport';

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.org' },
  spec: {
    group: 'example.org',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets' },
    versions: [
      { name: 'v1', served: true },
      { name: 'v1alpha1', served: false },
    ],
  },
};
const widget = {
  apiVersion: 'example.org/v1',
  kind: 'Widget',
  metadata: { namespace: 'matrix', name: 'one' },
};
const GROUP = '/apis/example.org/v1';
const LIST = `${GROUP}/widgets?limit=1`;
const manager = { fieldManager: 'matrix-network' };

/** A server that takes the definition; how it answers all else of the group is up to the test. */
function serverWith(
  answer: (
    request: TransportRequest,
  ) => Partial<TransportResponse> & { json?: unknown },
) {
  const transport = new StubTransport(request => {
    const { path } = request;
    if (path === '/apis/apiextensions.k8s.io/v1') {
      const { kind } = definition;
      const name = 'customresourcedefinitions';
      return { json: { resources: [{ kind, name, namespaced: false }] } };
    }
    if (path.startsWith('/apis/apiextensions.k8s.io')) {
      return { json: definition };
    }
    return path === '/readyz' ? {} : answer(request);
  });
  const client = new TransportClusterClient('prod', transport);
  const asked = () =>
    transport.requests
      .map(({ path }) => path)
      .filter(path => path.startsWith(GROUP));
  return { client, asked };
}

const unknown = { statusCode: 404, body: '404 page not found' };
const forbidden = {
  statusCode: 403,
  body: JSON.stringify({ kind: 'Status', reason: 'Forbidden', code: 403 }),
};

it('is asked for by itself once its definition is stored, and is not looked for in lists', async () => {
  let isServed = false;
  const { client, asked } = serverWith(({ path, body }) => {
    if (!isServed || path === GROUP) {
      return unknown;
    }
    return { json: path === LIST ? { items: [] } : JSON.parse(body ?? '') };
  });
  await client.apply(definition, manager);

  await expect(client.serves(widget, { directly: true })).resolves.toBe(false);
  isServed = true;
  await expect(client.serves(widget, { directly: true })).resolves.toBe(true);
  await expect(client.apply(widget, manager)).resolves.toEqual(widget);
  expect(asked()).not.toContain(GROUP);
  expect(asked().at(-1)).toMatch(
    '/apis/example.org/v1/namespaces/matrix/widgets/one?',
  );
});

it('is looked for in lists by whoever does not ask for it by itself', async () => {
  const { client, asked } = serverWith(() => ({ json: { resources: [] } }));
  await client.apply(definition, manager);

  await expect(client.serves(widget)).resolves.toBe(false);
  expect(asked()).toEqual([GROUP]);
});

it('is looked for in lists where the account may not ask for it', async () => {
  const resource = { kind: 'Widget', name: 'widgets', namespaced: true };
  const { client, asked } = serverWith(({ path }) =>
    path === GROUP ? { json: { resources: [resource] } } : forbidden,
  );
  await client.apply(definition, manager);

  await expect(client.serves(widget, { directly: true })).resolves.toBe(true);
  expect(asked()).toEqual([LIST, GROUP]);
});

it('is not expected any more when its definition goes', async () => {
  const { client, asked } = serverWith(() => ({ json: { resources: [] } }));
  await client.apply(definition, manager);
  await client.delete({ ...definition, name: definition.metadata.name });

  await expect(client.serves(widget, { directly: true })).resolves.toBe(false);
  expect(asked()).toEqual([GROUP]);
});

it('is not expected after a dry run of its definition', async () => {
  const { client, asked } = serverWith(() => ({ json: { resources: [] } }));
  await client.apply(definition, { ...manager, dryRun: true });

  await expect(client.serves(widget, { directly: true })).resolves.toBe(false);
  expect(asked()).toEqual([GROUP]);
});

it('is sent again where another of the API servers does not serve it yet', async () => {
  let isServed = false;
  const { client } = serverWith(({ path, body }) => {
    if (!isServed || path === GROUP) {
      return unknown;
    }
    return { json: JSON.parse(body ?? '') };
  });
  await client.apply(definition, manager);

  await expect(client.apply(widget, manager)).rejects.toMatchObject({
    statusCode: 503,
  });
  isServed = true;
  await expect(client.apply(widget, manager)).resolves.toEqual(widget);
});

it('is defined by each version that is served, and by nothing else', () => {
  expect(definedKinds(definition)).toEqual([
    {
      apiVersion: 'example.org/v1',
      kind: 'Widget',
      resource: { name: 'widgets', namespaced: true },
    },
  ]);
  const { spec: _, ...without } = definition;
  expect(definedKinds(without)).toEqual([]);
});
