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
import { isTransient } from './isTransient';
import { TransportClusterClient } from './TransportClusterClient';
import { TransportRequest, TransportResponse } from './Transport';

const podResources = {
  resources: [
    { name: 'pods', kind: 'Pod', namespaced: true },
    { name: 'pods/log', kind: 'Pod', namespaced: true },
    { name: 'namespaces', kind: 'Namespace', namespaced: false },
    { name: 'secrets', kind: 'Secret', namespaced: true },
  ],
};

const pod = (name: string) => ({ metadata: { name, namespace: 'matrix' } });

type Answer = Partial<TransportResponse> & { json?: unknown };

/** A server that knows core kinds; the rest is up to the test. */
function serverWith(answer: (request: TransportRequest) => Answer) {
  const transport = new StubTransport(request => {
    if (request.path === '/api/v1') {
      return { json: podResources };
    }
    return answer(request);
  });
  return { transport, client: new TransportClusterClient('prod', transport) };
}

const pods = { apiVersion: 'v1', kind: 'Pod' };

it('reads all pages of a list and gives items their kind', async () => {
  const { client, transport } = serverWith(({ path }) =>
    path.includes('continue=next')
      ? { json: { metadata: {}, items: [pod('b')] } }
      : { json: { metadata: { continue: 'next' }, items: [pod('a')] } },
  );

  const items = await client.list(pods, {
    namespace: 'matrix',
    labelSelector: 'app=x',
  });

  expect(items).toEqual([
    { ...pods, ...pod('a') },
    { ...pods, ...pod('b') },
  ]);
  expect(transport.requests.map(({ path }) => path)).toEqual([
    '/api/v1',
    '/api/v1/namespaces/matrix/pods?limit=500&labelSelector=app%3Dx',
    '/api/v1/namespaces/matrix/pods?limit=500&labelSelector=app%3Dx&continue=next',
  ]);
});

it('starts a list over when its continue token has expired', async () => {
  let firstPages = 0;
  const { client } = serverWith(({ path }) => {
    if (path.includes('continue=old')) {
      return { statusCode: 410, body: '{"kind":"Status","reason":"Expired"}' };
    }
    firstPages++;
    const metadata = firstPages === 1 ? { continue: 'old' } : {};
    return { json: { metadata, items: [pod('a')] } };
  });

  expect(await client.list(pods)).toHaveLength(1);
});

it('refuses to read more objects than allowed', async () => {
  const { client } = serverWith(() => ({
    json: { items: [pod('a'), pod('b'), pod('c')] },
  }));

  await expect(client.list(pods, { maxObjects: 2 })).rejects.toThrow(
    'cluster prod has more than 2 objects of kind Pod',
  );
});

it('tells an unknown kind from an empty list', async () => {
  const { client } = serverWith(() => ({ statusCode: 404 }));
  const kind = { apiVersion: 'cert-manager.io/v1', kind: 'Certificate' };

  expect(await client.list(kind)).toBeUndefined();
  expect(await client.serves(kind)).toBe(false);
});

it('asks anew for a kind that it did not know', async () => {
  let installed = false;
  const { client } = serverWith(() =>
    installed
      ? {
          json: {
            resources: [{ name: 'issuers', kind: 'Issuer', namespaced: true }],
          },
        }
      : { statusCode: 404 },
  );
  const issuer = { apiVersion: 'cert-manager.io/v1', kind: 'Issuer' };

  expect(await client.serves(issuer)).toBe(false);
  installed = true;
  expect(await client.serves(issuer)).toBe(true);
});

it('asks for a known kind only once', async () => {
  const { client, transport } = serverWith(() => ({ json: { items: [] } }));

  await client.list(pods);
  await client.list(pods);

  const discoveries = transport.requests.filter(
    ({ path }) => path === '/api/v1',
  );
  expect(discoveries).toHaveLength(1);
});

it('applies on the server side, strictly and without force unless told', async () => {
  const namespace = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'matrix' },
  };
  const { client, transport } = serverWith(() => ({ json: namespace }));

  await client.apply(namespace, { fieldManager: 'matrix-network' });
  await client.apply(namespace, {
    fieldManager: 'matrix-network',
    force: true,
    dryRun: true,
  });

  expect(transport.requests.slice(1)).toMatchObject([
    {
      method: 'PATCH',
      path: '/api/v1/namespaces/matrix?fieldManager=matrix-network&force=false&fieldValidation=Ignore',
      contentType: 'application/apply-patch+yaml',
      body: JSON.stringify(namespace),
    },
    {
      path: '/api/v1/namespaces/matrix?fieldManager=matrix-network&force=true&fieldValidation=Ignore&dryRun=All',
    },
  ]);
});

it('makes an object in the list of its kind', async () => {
  const made = { ...pods, ...pod('a') };
  const { client, transport } = serverWith(() => ({ json: made }));

  await client.apply(made, { fieldManager: 'matrix-network', creates: true });

  expect(transport.requests[1]).toMatchObject({
    method: 'POST',
    path: '/api/v1/namespaces/matrix/pods?fieldManager=matrix-network&fieldValidation=Strict',
    contentType: 'application/json',
    body: JSON.stringify(made),
  });
});

it('says which kind is missing when it is to apply one', async () => {
  const { client } = serverWith(() => ({ statusCode: 404 }));
  const issuer = {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    metadata: { name: 'x' },
  };

  await expect(
    client.apply(issuer, { fieldManager: 'matrix-network' }),
  ).rejects.toThrow(
    'cluster prod does not serve kind Issuer of cert-manager.io/v1',
  );
});

it('asks for the metadata alone when it looks whether a Secret exists', async () => {
  const { client, transport } = serverWith(() => ({ json: pod('s') }));
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    namespace: 'matrix',
    name: 's',
  };

  expect(await client.exists(secret)).toBe(true);
  expect(transport.requests[1].accept).toContain('as=PartialObjectMetadata');
});

it('takes nothing of a Secret but what tells which one it is, whatever the server answers', async () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    namespace: 'matrix',
    name: 's',
  };
  const { client, transport } = serverWith(({ path }) =>
    path.endsWith('/s')
      ? {
          json: {
            metadata: {
              name: 's',
              uid: 'uid-1',
              creationTimestamp: '2026-01-01T00:00:00Z',
              labels: { a: 'b' },
              annotations: {
                'last-applied': 'c2VjcmV0',
                'cert-manager.io/certificate-name': 'chat-tls',
              },
            },
            data: { 'tls.key': 'c2VjcmV0' },
          },
        }
      : { statusCode: 404, json: { kind: 'Status', reason: 'NotFound' } },
  );

  expect(await client.identify(secret)).toEqual({
    uid: 'uid-1',
    createdAt: '2026-01-01T00:00:00Z',
    labels: { a: 'b' },
    certificateName: 'chat-tls',
  });
  expect(transport.requests[1].accept).toContain('as=PartialObjectMetadata');
  expect(await client.identify({ ...secret, name: 'none' })).toBeUndefined();
});

it('tries a JSON patch out without storing it', async () => {
  const { client, transport } = serverWith(() => ({
    json: { ...pods, ...pod('a') },
  }));

  await client.patch(
    { ...pods, namespace: 'matrix', name: 'a' },
    [{ op: 'remove', path: '/metadata/labels' }],
    { fieldManager: 'matrix-network', dryRun: true },
  );

  expect(transport.requests[1]).toMatchObject({
    method: 'PATCH',
    path: '/api/v1/namespaces/matrix/pods/a?fieldManager=matrix-network&dryRun=All',
  });
});

it('waits as long as a throttling server asks, then tries again', async () => {
  let answers = 0;
  const { client } = serverWith(() => {
    answers++;
    return answers < 3
      ? { statusCode: 429, retryAfterSeconds: 0.01, body: '' }
      : { json: { items: [] } };
  });

  expect(await client.list(pods)).toEqual([]);
  expect(answers).toBe(3);
});

it('gives up on a server that throttles for ever', async () => {
  const { client } = serverWith(() => ({
    statusCode: 429,
    retryAfterSeconds: 0.01,
    body: '',
  }));

  await expect(client.list(pods)).rejects.toMatchObject({ statusCode: 429 });
});

it('deletes one very object, and does not mind when it is gone', async () => {
  const { client, transport } = serverWith(() => ({ statusCode: 404 }));

  await client.delete(
    { ...pods, namespace: 'matrix', name: 'a' },
    { uid: 'u1' },
  );

  expect(JSON.parse(transport.requests[1].body ?? '')).toMatchObject({
    propagationPolicy: 'Background',
    preconditions: { uid: 'u1' },
  });
});

describe('whether the account may do something', () => {
  const access = {
    verb: 'delete',
    apiGroup: 'apps',
    resource: 'deployments',
    namespace: 'matrix',
  };
  const answering = (status: object) =>
    serverWith(() => ({ statusCode: 201, json: { status } }));

  it('is asked of the server', async () => {
    const { client, transport } = answering({ allowed: true });

    await expect(client.isAllowed(access)).resolves.toBe(true);

    const [{ method, path, body }] = transport.requests;
    expect({ method, path, body: JSON.parse(body ?? '') }).toEqual({
      method: 'POST',
      path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      body: {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: {
          resourceAttributes: {
            verb: 'delete',
            group: 'apps',
            resource: 'deployments',
            namespace: 'matrix',
          },
        },
      },
    });
  });

  it('is denied where the server says so', async () => {
    const { client } = answering({ allowed: false, reason: 'no rule' });
    await expect(client.isAllowed(access)).resolves.toBe(false);
  });

  it('is not known where an authorizer failed', async () => {
    const { client } = answering({
      allowed: false,
      evaluationError: 'webhook timed out',
    });
    await expect(client.isAllowed(access)).rejects.toThrow(
      "cluster prod can't tell whether it may delete deployments: webhook timed out",
    );
  });
});

describe('a kind that the server does not serve', () => {
  const ref = { ...pods, namespace: 'matrix', name: 'a' };

  /** Serves pods only from when it has been asked so often whether it is ready. */
  function startingServer(readyAfter: number) {
    let asked = 0;
    return serverWith(({ path }) => {
      if (path === '/readyz') {
        asked++;
        return { statusCode: asked > readyAfter ? 200 : 500 };
      }
      return asked > readyAfter
        ? { json: { ...pods, ...pod('a') } }
        : { statusCode: 404, body: '404 page not found' };
    });
  }

  it('is not taken for gone while the server starts', async () => {
    const { client } = startingServer(1);

    const failure = await client.delete(ref).catch(error => error);

    expect(failure).toMatchObject({
      statusCode: 503,
      message:
        'the API server of cluster prod is starting, and does not serve all kinds yet',
    });
    expect(isTransient(failure)).toBe(true);
  });

  it('is asked for once more when the server has just started', async () => {
    const { client } = startingServer(0);

    await expect(client.get(ref)).resolves.toMatchObject(pod('a'));
  });

  it('is written to again when it is listed: one of the servers knows it already', async () => {
    let isServed = false;
    const { client, transport } = serverWith(({ path, body }) => {
      if (path === '/readyz') {
        return {};
      }
      return isServed
        ? { json: JSON.parse(body ?? '{}') }
        : { statusCode: 404, body: '404 page not found' };
    });
    const object = { ...pods, ...pod('a') };
    const apply = () =>
      client.apply(object, { fieldManager: 'matrix-network' });

    const failure = await apply().catch(error => error);

    expect(failure).toMatchObject({
      statusCode: 503,
      message: 'cluster prod does not serve kind Pod of v1 yet',
    });
    expect(isTransient(failure)).toBe(true);
    isServed = true;
    await expect(apply()).resolves.toMatchObject(pod('a'));
    const lookups = transport.requests.filter(({ path }) => path === '/api/v1');
    expect(lookups).toHaveLength(2);
  });

  it('has no objects', async () => {
    const { client } = serverWith(({ path }) =>
      path === '/readyz' ? {} : { statusCode: 404, body: '404 page not found' },
    );

    await expect(client.list(pods)).resolves.toBeUndefined();
  });

  it('is gone when the server is ready', async () => {
    const { client } = serverWith(({ path }) =>
      path === '/readyz' ? {} : { statusCode: 404 },
    );

    await expect(client.exists(ref)).resolves.toBe(false);
  });
});
