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

import { stopTestClusters, testCluster } from '../__testUtils__/sandbox';
import { configMap, quick, recorder, stackOf } from '../__testUtils__/stacks';
import { applyStack } from './applyStack';

afterEach(stopTestClusters);

describe('when a webhook does not answer yet', () => {
  const failing = (times: number, message: string) => {
    let left = times;
    return {
      admission: (request: { name: string; dryRun: boolean }) => {
        if (request.name !== 'a' || left === 0) {
          return undefined;
        }
        left--;
        return { result: 'failed' as const, webhook: 'w.example.org', message };
      },
    };
  };
  const stack = stackOf({ objects: [configMap('a', { x: '1' })] });

  it('tries again, and says so once', async () => {
    const storeOptions = failing(
      2,
      'failed to call webhook: Post "https://w.svc": no endpoints available for service "w"',
    );
    const { client } = await testCluster({ storeOptions });
    const { events, onProgress } = recorder();

    const result = await applyStack({ client, stack, ...quick, onProgress });

    expect(result.created).toBe(1);
    expect(
      events.filter(
        event =>
          event.type === 'message' && event.message.includes('is tried again'),
      ),
    ).toHaveLength(1);
  });

  it('ends at once where waiting does not help', async () => {
    const storeOptions = failing(
      100,
      'failed to call webhook: Post "https://w.svc": x509: certificate is not valid for any names',
    );
    const { client, requests } = await testCluster({ storeOptions });

    await expect(applyStack({ client, stack, ...quick })).rejects.toThrow(
      'ConfigMap default/a could not be applied: Internal error occurred: failed calling webhook',
    );
    expect(requests.filter(({ verb }) => verb === 'patch')).toHaveLength(1);
  });

  it('gives up in the end', async () => {
    const storeOptions = failing(100, 'context deadline exceeded');
    const { client, requests } = await testCluster({ storeOptions });

    await expect(applyStack({ client, stack, ...quick })).rejects.toThrow(
      'context deadline exceeded',
    );
    expect(requests.filter(({ verb }) => verb === 'patch')).toHaveLength(4);
  });
});
