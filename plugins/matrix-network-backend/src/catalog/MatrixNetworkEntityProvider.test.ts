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

import { mockServices } from '@backstage/backend-test-utils';
import { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { MatrixClusterSummary } from '@matrix-network/backstage-plugin-matrix-network-common';
import { MatrixNetworkEntityProvider } from './MatrixNetworkEntityProvider';

const chatEu: MatrixClusterSummary = {
  name: 'chat-eu',
  kubernetesCluster: 'sandbox',
  namespace: 'matrix',
  domain: 'chat.example.org',
  targetCcu: 5000,
  status: 'healthy',
  findings: { critical: 0, warning: 0, info: 0 },
  policiesInForce: 13,
  policiesExpected: 13,
  poll: { intervalSeconds: 60 },
  workloads: ['synapse-main'],
  registered: true,
};

function setUp(list: () => Promise<MatrixClusterSummary[]>) {
  const logger = mockServices.logger.mock();
  const connection: EntityProviderConnection = {
    applyMutation: jest.fn(async () => {}),
    refresh: jest.fn(async () => {}),
  };
  const provider = new MatrixNetworkEntityProvider({
    api: { listMatrixClusters: list },
    owner: 'unknown',
    logger,
  });
  return { provider, connection, logger };
}

describe('MatrixNetworkEntityProvider', () => {
  it('replaces all its entities with those of the list', async () => {
    const { provider, connection } = setUp(async () => [chatEu]);
    await provider.connect(connection);
    await provider.refresh();
    expect(connection.applyMutation).toHaveBeenCalledWith({
      type: 'full',
      entities: ['sandbox', 'chat-eu', 'synapse-main'].map(name => ({
        locationKey: 'matrix-network',
        entity: expect.objectContaining({
          metadata: expect.objectContaining({ name }),
        }),
      })),
    });
  });

  it('leaves the catalog as it is while the backend does not answer, and warns once', async () => {
    const { provider, connection, logger } = setUp(async () => {
      throw new Error('503 Service Unavailable');
    });
    await provider.connect(connection);
    await provider.refresh();
    await provider.refresh();
    expect(connection.applyMutation).not.toHaveBeenCalled();
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('removes what is forgotten', async () => {
    const { provider, connection } = setUp(async () => []);
    await provider.connect(connection);
    await provider.refresh();
    expect(connection.applyMutation).toHaveBeenCalledWith({
      type: 'full',
      entities: [],
    });
  });

  it('waits for the catalog, and then makes up for it at once', async () => {
    const list = jest.fn(async () => []);
    const { provider, connection } = setUp(list);
    await provider.refresh();
    expect(list).not.toHaveBeenCalled();
    await provider.connect(connection);
    await new Promise(resolve => setImmediate(resolve));
    expect(connection.applyMutation).toHaveBeenCalledTimes(1);
  });
});
