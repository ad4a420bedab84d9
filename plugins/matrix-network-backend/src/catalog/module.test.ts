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
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  EntityProvider,
  EntityProviderMutation,
  catalogProcessingExtensionPoint,
} from '@backstage/plugin-catalog-node';
import { matrixNetworkPlugin } from '../plugin';
import { catalogModuleMatrixNetwork } from './module';

jest.setTimeout(60_000);

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

async function startWith(matrixNetwork: object) {
  const providers: EntityProvider[] = [];
  const scheduler = mockServices.scheduler();
  await startTestBackend({
    extensionPoints: [
      [
        catalogProcessingExtensionPoint,
        {
          addEntityProvider: (
            ...added: (EntityProvider | EntityProvider[])[]
          ) => providers.push(...added.flat()),
          addProcessor: () => {},
          addPlaceholderResolver: () => {},
          setOnProcessingErrorHandler: () => {},
        },
      ],
    ],
    features: [
      matrixNetworkPlugin,
      catalogModuleMatrixNetwork,
      mockServices.rootConfig.factory({ data: { matrixNetwork } }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
    ],
  });
  return { providers, scheduler };
}

describe('catalogModuleMatrixNetwork', () => {
  it("reads the Matrix clusters over the plugin's own API", async () => {
    const { providers, scheduler } = await startWith({
      matrixClusters: [chatEu],
      catalog: { owner: 'group:default/platform-team' },
    });
    expect(providers).toHaveLength(1);
    const mutations: EntityProviderMutation[] = [];
    await providers[0].connect({
      applyMutation: async mutation => {
        mutations.push(mutation);
      },
      refresh: async () => {},
    });
    await scheduler.triggerTask('matrix-network:entities');
    await new Promise(resolve => setTimeout(resolve, 500));
    expect(mutations).toHaveLength(1);
    const [mutation] = mutations;
    const entities =
      mutation.type === 'full'
        ? mutation.entities.map(({ entity }) => entity)
        : [];
    expect(entities.map(stringifyEntityRef)).toContain(
      'component:chat-eu/synapse-main',
    );
    expect(entities[0].spec?.owner).toBe('group:default/platform-team');
  });

  it('stays out of the way when its configuration is wrong', async () => {
    const { providers } = await startWith({
      catalog: { owner: 'group:a/b/c', interval: 'often' },
    });
    expect(providers).toEqual([]);
  });
});
