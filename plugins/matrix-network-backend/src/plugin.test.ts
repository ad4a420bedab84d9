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
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import request from 'supertest';
import { matrixNetworkPlugin } from './plugin';

async function startWith(matrixNetwork: object | undefined) {
  return startTestBackend({
    features: [
      matrixNetworkPlugin,
      mockServices.rootConfig.factory({
        data: matrixNetwork === undefined ? {} : { matrixNetwork },
      }),
    ],
  });
}

const chatEu = {
  apiVersion: 'matrix-network.io/v1',
  kind: 'MatrixCluster',
  metadata: { name: 'chat-eu' },
  spec: {
    kubernetesCluster: 'sandbox',
    domain: 'chat.example.org',
    targetCcu: 5000,
    certificates: { issuer: 'selfsigned' },
  },
};

describe('matrixNetworkPlugin', () => {
  it('starts without any configuration, with an empty fleet', async () => {
    const { server } = await startWith(undefined);
    const response = await request(server).get(
      '/api/matrix-network/matrix-clusters',
    );
    expect(response.status).toBe(200);
    expect(response.body).toEqual([]);
  });

  it('lists Matrix clusters that config names', async () => {
    const { server } = await startWith({ matrixClusters: [chatEu] });
    const response = await request(server).get(
      '/api/matrix-network/matrix-clusters',
    );
    expect(response.body).toMatchObject([
      { name: 'chat-eu', kubernetesCluster: 'sandbox', registered: true },
    ]);
  });

  it('answers /health to anybody, and nothing else', async () => {
    const { server } = await startWith(undefined);
    const none = mockCredentials.none.header();
    const health = await request(server)
      .get('/api/matrix-network/health')
      .set('Authorization', none);
    expect(health.body).toEqual({ status: 'ok' });
    const fleet = await request(server)
      .get('/api/matrix-network/matrix-clusters')
      .set('Authorization', none);
    expect(fleet.status).toBe(401);
  });

  it('leaves the backend up when its configuration is wrong, and says what is', async () => {
    const { server } = await startWith({
      matrixClusters: [chatEu, { ...chatEu, spec: {} }],
      poll: { interval: 'sometimes' },
    });
    const health = await request(server).get('/api/matrix-network/health');
    expect(health.body).toEqual({ status: 'notConfigured' });
    const fleet = await request(server).get(
      '/api/matrix-network/matrix-clusters',
    );
    expect(fleet.status).toBe(503);
    expect(fleet.body.error.message).toContain(
      'matrixNetwork.poll.interval is not a duration',
    );
    expect(fleet.body.error.message).toContain(
      'matrixNetwork.matrixClusters[1]',
    );
  });
});
