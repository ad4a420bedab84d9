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

import { KubeConfig } from '@kubernetes/client-node';
import {
  createClusterClient,
  createClusterClientFromKubeConfig,
} from './createClusterClient';
import { serve, stopServing } from '../__testUtils__/serve';
import { ClusterConnectionError } from './ClusterConnectionError';

afterEach(stopServing);

const version = { major: '1', minor: '34', gitVersion: 'v1.34.0' };

it('sends the token, and reads JSON', async () => {
  const url = await serve((request, response) => {
    expect(request.headers.authorization).toBe('Bearer sandbox');
    response.end(JSON.stringify(version));
  });

  const client = createClusterClient({ name: 'c', url, token: 'sandbox' });

  expect(await client.version()).toEqual(version);
});

it('gives up on a server that does not answer in time', async () => {
  const url = await serve(() => {});
  const client = createClusterClient({ name: 'c', url, timeout: 50 });

  await expect(client.version()).rejects.toMatchObject({
    name: 'ClusterConnectionError',
    code: 'ETIMEDOUT',
    message: `${url} did not answer within 0.05 s`,
  });
});

it('gives up on a response that is too large, and one that never ends', async () => {
  const url = await serve((_, response) => {
    setInterval(() => response.write('x'.repeat(1000)), 1).unref();
  });
  const client = createClusterClient({
    name: 'c',
    url,
    maxResponseBytes: 5000,
  });

  await expect(client.version()).rejects.toThrow(
    'The response is larger than 5000 bytes',
  );
});

it('says who refused the connection', async () => {
  const client = createClusterClient({ name: 'c', url: 'http://127.0.0.1:1' });

  const error = await client.version().catch(caught => caught);

  expect(error).toBeInstanceOf(ClusterConnectionError);
  expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  expect(error.message).toContain('Could not reach http://127.0.0.1:1');
});

it('names the reset of a connection', async () => {
  const url = await serve(request => request.socket.destroy());
  const client = createClusterClient({ name: 'c', url });

  await expect(client.version()).rejects.toMatchObject({ code: 'ECONNRESET' });
});

it('stops when its signal aborts', async () => {
  const url = await serve(() => {});
  const client = createClusterClient({ name: 'c', url });
  const controller = new AbortController();
  const pending = client.version({ signal: controller.signal });
  controller.abort();

  await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
});

it('gives up on a program for credentials that does not end', async () => {
  const url = await serve((_, response) => response.end('{}'));
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromOptions({
    clusters: [{ name: 'c', server: url, skipTLSVerify: false }],
    users: [
      {
        name: 'u',
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1',
          command: 'sleep',
          args: ['3'],
        },
      },
    ],
    contexts: [{ name: 'c', cluster: 'c', user: 'u' }],
    currentContext: 'c',
  });
  const client = createClusterClientFromKubeConfig('c', kubeConfig, {
    timeout: 200,
  });

  await expect(client.version()).rejects.toMatchObject({
    code: 'ETIMEDOUT',
    message: `The credentials for ${url} did not come within 0.2 s`,
  });
});
