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
  KubeConfig,
  KubernetesObjectApi,
  PatchStrategy,
} from '@kubernetes/client-node';
import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { serve, stopServing } from '../__testUtils__/serve';
import { createClusterClient } from './createClusterClient';

const policy: KubernetesObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'redis-access', namespace: 'matrix' },
  spec: {
    podSelector: { matchLabels: { app: 'redis' } },
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [{ podSelector: { matchLabels: { app: 'synapse' } } }],
        ports: [{ port: 6379, protocol: 'TCP' }],
      },
    ],
  },
};

const discovery = {
  kind: 'APIResourceList',
  groupVersion: 'networking.k8s.io/v1',
  resources: [
    {
      name: 'networkpolicies',
      kind: 'NetworkPolicy',
      namespaced: true,
      verbs: [],
    },
  ],
};

describe('a NetworkPolicy on its way to the API server', () => {
  let url: string;
  let received: string[];

  beforeEach(async () => {
    received = [];
    url = await serve((request, response) => {
      let body = '';
      request.on('data', chunk => {
        body += chunk;
      });
      request.on('end', () => {
        if (request.method === 'PATCH') {
          received.push(body);
        }
        response.setHeader('Content-Type', 'application/json');
        response.end(
          JSON.stringify(request.method === 'PATCH' ? policy : discovery),
        );
      });
    });
  });

  afterEach(stopServing);

  it('arrives byte for byte through ClusterClient', async () => {
    const client = createClusterClient({ name: 'stub', url });

    await client.apply(policy, { fieldManager: 'matrix-network' });

    expect(received).toEqual([JSON.stringify(policy)]);
  });

  // Why we do not use it: https://github.com/kubernetes-client/javascript/issues/2825
  it('loses ingress[].from through KubernetesObjectApi, and then admits everybody', async () => {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromClusterAndUser(
      { name: 'stub', server: url, skipTLSVerify: true },
      { name: 'stub' },
    );
    const api = KubernetesObjectApi.makeApiClient(kubeConfig);

    await api.patch(
      { ...policy, metadata: { name: 'redis-access', namespace: 'matrix' } },
      undefined,
      undefined,
      'matrix-network',
      false,
      PatchStrategy.ServerSideApply,
    );

    expect(JSON.parse(received[0]).spec.ingress).toEqual([
      { ports: [{ port: 6379, protocol: 'TCP' }] },
    ]);
  });
});
