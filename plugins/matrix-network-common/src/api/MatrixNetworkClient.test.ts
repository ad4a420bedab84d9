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

import { ResponseError } from '@backstage/errors';
import { MatrixNetworkClient } from './MatrixNetworkClient';

function clientAnswering(response: () => Response) {
  const fetchMock = jest.fn<
    Promise<Response>,
    [input: unknown, init?: { method?: string; body?: unknown }]
  >(async () => response());
  const client = new MatrixNetworkClient({
    discoveryApi: {
      getBaseUrl: async pluginId => `http://backend/api/${pluginId}`,
    },
    fetchApi: { fetch: fetchMock },
  });
  return { client, fetchMock };
}

const json = (status: number, body: unknown) => () =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });

describe('MatrixNetworkClient', () => {
  it('asks the plugin and returns what it answers', async () => {
    const { client, fetchMock } = clientAnswering(json(200, []));
    await expect(client.listMatrixClusters()).resolves.toEqual([]);
    expect(fetchMock).toHaveBeenCalledWith(
      'http://backend/api/matrix-network/matrix-clusters',
      { method: 'GET' },
    );
  });

  it('escapes names, so that one cannot reach another path', async () => {
    const { client, fetchMock } = clientAnswering(json(200, {}));
    await client.getMatrixCluster('../operations/x?y');
    expect(fetchMock.mock.calls[0][0]).toBe(
      'http://backend/api/matrix-network/matrix-clusters/..%2Foperations%2Fx%3Fy',
    );
  });

  it('sends bodies as JSON', async () => {
    const { client, fetchMock } = clientAnswering(json(201, { id: '1' }));
    await client.startApply('chat-eu', { force: ['Deployment a/b'] });
    expect(fetchMock.mock.calls[0]).toEqual([
      'http://backend/api/matrix-network/matrix-clusters/chat-eu/operations',
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"force":["Deployment a/b"]}',
      },
    ]);
  });

  it('asks for the lines after the last one seen', async () => {
    const { client, fetchMock } = clientAnswering(json(200, {}));
    await client.getOperation('op-1', 7);
    expect(fetchMock.mock.calls[0][0]).toBe(
      'http://backend/api/matrix-network/operations/op-1?after=7',
    );
  });

  it('accepts an answer without a body when it forgets a Matrix cluster', async () => {
    const { client } = clientAnswering(
      () => new Response(null, { status: 204 }),
    );
    await expect(client.forgetMatrixCluster('chat-eu')).resolves.toBe(
      undefined,
    );
  });

  it('throws a ResponseError with the cause that the backend gave', async () => {
    const { client } = clientAnswering(
      json(409, {
        error: { name: 'ConflictError', message: 'operation op-1 is running' },
        response: { statusCode: 409 },
      }),
    );
    const failure = client.startApply('chat-eu', {});
    await expect(failure).rejects.toBeInstanceOf(ResponseError);
    await expect(failure).rejects.toMatchObject({
      statusCode: 409,
      cause: { name: 'ConflictError', message: 'operation op-1 is running' },
    });
  });
});
