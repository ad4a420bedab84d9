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
  BackendFeature,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  createClusterClient,
  matrixNetworkClusterExtensionPoint,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import request from 'supertest';
import { matrixNetworkPlugin } from './plugin';

jest.setTimeout(60_000);

const annotations = {
  'kubernetes.io/api-server': 'https://eks.example.invalid',
  'kubernetes.io/api-server-certificate-authority': 'Q0E=',
  'kubernetes.io/auth-provider': 'aws',
};

const eks = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'eks', annotations },
  spec: { type: 'kubernetes-cluster', owner: 'group:default/platform' },
};

async function clustersWith(
  clusterLocatorMethods: object[],
  modules: BackendFeature[] = [],
) {
  const { server } = await startTestBackend({
    features: [
      matrixNetworkPlugin,
      ...modules,
      catalogServiceMock.factory({ entities: [eks] }),
      mockServices.rootConfig.factory({
        data: { kubernetes: { clusterLocatorMethods } },
      }),
    ],
  });
  return request(server).get('/api/matrix-network/kubernetes-clusters');
}

it('finds the clusters of the configuration and those of the catalog', async () => {
  const { body } = await clustersWith([
    { type: 'catalog' },
    {
      type: 'config',
      clusters: [
        { name: 'bad', url: 'https://bad.invalid', authProvider: 'oidc' },
      ],
    },
  ]);

  expect(body.map(({ name }: { name: string }) => name)).toEqual([
    'bad',
    'eks',
  ]);
});

it('takes a cluster of a module before one that the catalog has by its name', async () => {
  const fromElsewhere = createBackendModule({
    pluginId: 'matrix-network',
    moduleId: 'clusters',
    register: ({ registerInit }) =>
      registerInit({
        deps: { clusters: matrixNetworkClusterExtensionPoint },
        init: async ({ clusters }) =>
          clusters.addClusterAccess({
            list: async () => [{ name: 'eks', title: "The module's" }],
            client: async name =>
              createClusterClient({ name, url: 'https://eks.invalid' }),
          }),
      }),
  });
  const { body } = await clustersWith([{ type: 'catalog' }], [fromElsewhere]);

  expect(body).toMatchObject([{ name: 'eks', title: "The module's" }]);
});

it('takes no cluster of the catalog while a module has not listed its own', async () => {
  const away = async () => {
    throw new Error('401 Unauthorized');
  };
  const fromElsewhere = createBackendModule({
    pluginId: 'matrix-network',
    moduleId: 'clusters',
    register: ({ registerInit }) =>
      registerInit({
        deps: { clusters: matrixNetworkClusterExtensionPoint },
        init: async ({ clusters }) =>
          clusters.addClusterAccess({ list: away, client: away }),
      }),
  });
  const { status, body } = await clustersWith(
    [{ type: 'catalog' }],
    [fromElsewhere],
  );

  expect({ status, body }).toEqual({ status: 200, body: [] });
});

it('says once at its start what releases are held against', async () => {
  const logger = mockServices.rootLogger.mock();
  logger.child.mockReturnValue(logger);
  const mirror = 'https://mirror.invalid';
  await startTestBackend({
    features: [
      matrixNetworkPlugin,
      logger.factory,
      mockServices.rootConfig.factory({
        data: {
          matrixNetwork: { releases: { mirror, verify: { firstUse: mirror } } },
        },
      }),
    ],
  });

  const warnings = logger.warn.mock.calls.map(([message]) => message);
  expect(warnings.filter(message => message.includes('sha256'))).toEqual([
    expect.stringContaining(
      `taken from ${mirror} and held against what was seen there first`,
    ),
  ]);
});

it('says which locator method it does not know, and starts nothing else', async () => {
  const { status, body } = await clustersWith([{ type: 'catalogue' }]);

  expect(status).toBe(503);
  expect(body.error.message).toContain(
    "kubernetes.clusterLocatorMethods[0].type is 'catalogue'; accepted: config, catalog, localKubectlProxy, gke",
  );
});
