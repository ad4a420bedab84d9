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

import { databaseIds, migratedDatabase } from '../__testUtils__/databases';
import { factsOf } from '../__testUtils__/fakes';
import { DatabaseKubernetesClusterStore } from './DatabaseKubernetesClusterStore';

jest.setTimeout(60_000);

describe.each(databaseIds)('DatabaseKubernetesClusterStore, %p', id => {
  it('keeps the facts of an earlier look when a cluster goes down', async () => {
    const store = new DatabaseKubernetesClusterStore(
      await migratedDatabase(id),
    );
    await store.record({
      name: 'sandbox',
      reachable: true,
      kubernetesVersion: 'v1.34.0',
      facts: factsOf(),
    });
    await store.record({
      name: 'sandbox',
      reachable: false,
      message: 'connection refused',
    });
    await expect(store.get('sandbox')).resolves.toEqual({
      name: 'sandbox',
      reachable: false,
      kubernetesVersion: undefined,
      message: 'connection refused',
      facts: factsOf(),
    });
  });

  it('drops clusters that are configured no more', async () => {
    const store = new DatabaseKubernetesClusterStore(
      await migratedDatabase(id),
    );
    await store.record({ name: 'a', reachable: true });
    await store.record({ name: 'b', reachable: true });
    await store.retain(['b']);
    await expect(store.list()).resolves.toMatchObject([{ name: 'b' }]);
  });
});
