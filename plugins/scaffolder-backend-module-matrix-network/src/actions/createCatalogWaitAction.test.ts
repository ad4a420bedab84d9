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

import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createCatalogWaitAction } from './createCatalogWaitAction';

const entity = (kind: string, name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'chat-eu' },
});
const system = entity('System', 'chat-eu');
const synapse = entity('Component', 'synapse-main');
const input = { matrixCluster: 'chat-eu' };

/** A catalog into which the component comes with the given look-up of it. */
function catalogWithSynapseAt(lookUp: number) {
  let asked = 0;
  return catalogServiceMock.mock({
    getEntityByRef: async ref => {
      if (typeof ref !== 'string' && ref.kind === 'System') {
        return system;
      }
      asked += 1;
      return asked >= lookUp ? synapse : undefined;
    },
  });
}

describe('matrix-network:catalog:wait', () => {
  it('waits until both entities are there', async () => {
    const catalog = catalogWithSynapseAt(3);
    const action = createCatalogWaitAction(catalog, { pollMilliseconds: 1 });
    const ctx = createMockActionContext({ input });
    await action.handler(ctx);
    expect(catalog.getEntityByRef).toHaveBeenCalledTimes(6);
    expect(ctx.output).toHaveBeenCalledWith(
      'synapseRef',
      'component:chat-eu/synapse-main',
    );
  });

  it('says which entity is missing when it gives up', async () => {
    const action = createCatalogWaitAction(catalogWithSynapseAt(Infinity), {
      pollMilliseconds: 5,
      timeoutMilliseconds: 20,
    });
    await expect(
      action.handler(createMockActionContext({ input })),
    ).rejects.toThrow(/component:chat-eu\/synapse-main did not appear/);
  });
});
