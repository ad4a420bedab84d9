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

import { setTimeout as delay } from 'node:timers/promises';
import { kubernetesBinaries } from './binaries';
import { startKubernetes } from './startKubernetes';

// Loud where it cannot run: `npm test` prints why.
const describeReal = kubernetesBinaries() ? describe : describe.skip;

describeReal('startKubernetes', () => {
  it('runs a Deployment to Available on nodes that KWOK plays', async () => {
    const kubernetes = await startKubernetes();
    try {
      await kubernetes.request(
        'POST',
        '/apis/apps/v1/namespaces/default/deployments',
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'web' },
          spec: {
            replicas: 2,
            selector: { matchLabels: { app: 'web' } },
            template: {
              metadata: { labels: { app: 'web' } },
              spec: { containers: [{ name: 'web', image: 'web:1' }] },
            },
          },
        },
      );
      let available = 0;
      for (let attempt = 0; attempt < 200 && available < 2; attempt += 1) {
        const web = await kubernetes.request<{
          status: { availableReplicas?: number };
        }>('GET', '/apis/apps/v1/namespaces/default/deployments/web');
        available = web.status.availableReplicas ?? 0;
        await delay(100);
      }
      expect(available).toBe(2);
    } finally {
      await kubernetes.stop();
    }
  }, 90_000);
});
