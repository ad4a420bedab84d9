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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { createClusterClient } from '../cluster';
import {
  createReleaseSource,
  InMemoryDigestStore,
  loadReleases,
} from '../releases';
import { readClusterFacts } from '../snapshot';
import { renderStack } from '../stack';
import { startDemoClusterProcess } from '../__testUtils__/demoCluster';
import { aSpec } from '../__testUtils__/specs';
import { applyStack } from './applyStack';

jest.setTimeout(180_000);

const brought: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'matrix-tls', namespace: 'matrix' },
  type: 'kubernetes.io/tls',
  data: { 'tls.crt': 'dGhlaXJz', 'tls.key': 'dGhlaXJz' },
};

it('leaves a TLS Secret that was brought in to whoever brought it in, until told otherwise', async () => {
  const sandbox = await startDemoClusterProcess();
  try {
    const client = createClusterClient({ name: 'sandbox', ...sandbox });
    const spec = aSpec({
      targetCcu: 1_000,
      certificates: { issuer: 'selfsigned', wildcard: true },
    });
    const apply = async (force: string[] = []) => {
      const facts = await readClusterFacts(client);
      const source = createReleaseSource({
        mirror: `${sandbox.url}/mirror`,
        digests: new InMemoryDigestStore(),
        verify: 'firstUse',
      });
      const releases = await loadReleases(spec, facts, source);
      return applyStack({
        client,
        stack: renderStack(spec, facts, releases),
        force,
        wait: { interval: 100, timeout: 60_000, optionalTimeout: 60_000 },
      });
    };
    const dataNow = async () =>
      (
        await client.get({
          apiVersion: 'v1',
          kind: 'Secret',
          namespace: 'matrix',
          name: 'matrix-tls',
        })
      )?.data;
    await client.apply(brought, { fieldManager: 'kubectl' });

    const refused = await apply();

    expect(refused).toMatchObject({
      created: 0,
      conflicts: [
        {
          object: 'Secret matrix/matrix-tls',
          field: 'data',
          manager: 'whoever brought it in',
        },
      ],
    });
    await expect(dataNow()).resolves.toEqual(brought.data);

    await expect(apply(['Secret matrix/matrix-tls'])).resolves.toMatchObject({
      conflicts: [],
    });
    await expect(dataNow()).resolves.not.toMatchObject(brought.data ?? {});
    // It is the Certificate's from then on.
    await expect(apply()).resolves.toMatchObject({
      created: 0,
      changed: 0,
      conflicts: [],
    });
  } finally {
    await sandbox.stop();
  }
});
