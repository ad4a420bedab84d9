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

import { FIELD_MANAGER } from '@matrix-network/backstage-plugin-matrix-network-common';
import { isTransient } from '../cluster';
import { stopTestClusters, testCluster } from '../__testUtils__/sandbox';
import { configMap, configMapRef } from '../__testUtils__/stacks';
import { adoptFields } from './adoptFields';

afterEach(stopTestClusters);

const created = configMap('a', { x: '1' });

async function clusterWithCreation() {
  const { client } = await testCluster();
  const live = await client.apply(created, {
    fieldManager: FIELD_MANAGER,
    creates: true,
  });
  return { client, live };
}

const managers = (object: typeof created | undefined) =>
  object?.metadata.managedFields?.map(({ manager, operation }) => [
    manager,
    operation,
  ]);

it("hands over what the engine's own creation wrote", async () => {
  const { client, live } = await clusterWithCreation();
  expect(managers(live)).toEqual([[FIELD_MANAGER, 'Update']]);

  await adoptFields(live, { client, takesOver: false });

  const adopted = await client.get(configMapRef('a'));
  expect(managers(adopted)).toEqual([[FIELD_MANAGER, 'Apply']]);
});

it('is to be tried again where somebody else has written in between', async () => {
  const { client, live } = await clusterWithCreation();
  await client.apply(configMap('a', { y: '2' }), { fieldManager: 'other' });

  const failure = await adoptFields(live, { client, takesOver: false }).catch(
    error => error,
  );

  expect(isTransient(failure)).toBe(true);
  const kept = await client.get(configMapRef('a'));
  expect(managers(kept)).toContainEqual(['other', 'Apply']);
});
