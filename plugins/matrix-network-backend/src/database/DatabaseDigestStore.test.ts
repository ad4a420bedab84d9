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
import { DatabaseDigestStore } from './DatabaseDigestStore';

jest.setTimeout(60_000);

describe.each(databaseIds)('DatabaseDigestStore, %p', id => {
  it('keeps the digest of the first fetch', async () => {
    const store = new DatabaseDigestStore(await migratedDatabase(id));
    await expect(store.get('cert-manager', '1.21.1')).resolves.toBeUndefined();
    await store.set('cert-manager', '1.21.1', 'a'.repeat(64));
    await store.set('cert-manager', '1.21.1', 'b'.repeat(64));
    await expect(store.get('cert-manager', '1.21.1')).resolves.toBe(
      'a'.repeat(64),
    );
    await expect(store.get('cert-manager', '1.14.0')).resolves.toBeUndefined();
  });
});
