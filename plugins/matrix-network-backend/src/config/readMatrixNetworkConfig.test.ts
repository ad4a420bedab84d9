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

import { ConfigReader } from '@backstage/config';
import { readMatrixNetworkConfig } from './readMatrixNetworkConfig';
import { readProbesConfig } from './readProbesConfig';

const read = (matrixNetwork: object) =>
  readMatrixNetworkConfig(new ConfigReader({ matrixNetwork }));

const clusterOf = (name: string, spec: object = {}) => ({
  apiVersion: 'matrix-network.io/v1',
  kind: 'MatrixCluster',
  metadata: { name },
  spec: {
    kubernetesCluster: 'sandbox',
    domain: 'chat.example.org',
    targetCcu: 5000,
    certificates: { issuer: 'selfsigned' },
    ...spec,
  },
});

describe('readMatrixNetworkConfig', () => {
  it('has a default for everything', () => {
    expect(readMatrixNetworkConfig(new ConfigReader({}))).toEqual({
      matrixClusters: [],
      poll: { intervalMs: 60_000, timeoutMs: 45_000, concurrency: 8 },
      operations: { concurrency: 4 },
      releases: { mirror: undefined, verify: 'catalogue' },
      probes: readProbesConfig(undefined),
      certificateChecks: {
        timeoutMs: 10_000,
        allowedAddresses: [],
        caFile: undefined,
      },
    });
  });

  it('reads what is written', () => {
    expect(
      read({
        matrixClusters: [clusterOf('chat-eu')],
        poll: { interval: { minutes: 2 }, timeout: '30s', concurrency: 20 },
        releases: { mirror: '/srv/mirror' },
        certificateChecks: { allowedAddresses: ['127.0.0.0/8'] },
      }),
    ).toMatchObject({
      matrixClusters: [{ name: 'chat-eu', namespace: 'matrix' }],
      poll: { intervalMs: 120_000, timeoutMs: 30_000, concurrency: 20 },
      releases: { mirror: '/srv/mirror' },
      certificateChecks: { allowedAddresses: ['127.0.0.0/8'] },
    });
  });

  it('fits the timeout to a short interval', () => {
    expect(read({ poll: { interval: '20s' } }).poll.timeoutMs).toBe(15_000);
  });

  it.each([
    [{ poll: { interval: 'sometimes' } }, 'matrixNetwork.poll.interval is not'],
    [{ poll: { interval: '10ms' } }, 'matrixNetwork.poll.interval is 10 ms'],
    [
      { poll: { interval: '10s', timeout: '10s' } },
      'matrixNetwork.poll.timeout is 10 s, but must be shorter than matrixNetwork.poll.interval, 10 s',
    ],
    [
      { poll: { concurrency: 0 } },
      'matrixNetwork.poll.concurrency is 0, but must be a whole number from 1 to 100',
    ],
    [{ poll: { concurrency: 'many' } }, 'matrixNetwork.poll.concurrency'],
    [
      { certificateChecks: { allowedAddresses: ['localhost'] } },
      "matrixNetwork.certificateChecks.allowedAddresses has 'localhost'",
    ],
    [
      { releases: { verify: 'never' } },
      'matrixNetwork.releases.verify is "never", but accepted are catalogue and,',
    ],
    [{ matrixClusters: {} }, 'matrixNetwork.matrixClusters must be a list'],
    [
      { matrixClusters: [clusterOf('chat-eu', { targetCcu: 0 })] },
      'matrixNetwork.matrixClusters[0]',
    ],
    [
      { matrixClusters: [clusterOf('a'), clusterOf('a')] },
      "matrixNetwork.matrixClusters[1].metadata.name is 'a', as is that of matrixNetwork.matrixClusters[0]",
    ],
  ])('refuses %j', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });

  it('names every wrong key at once', () => {
    expect(() =>
      read({
        matrixClusters: [clusterOf('a', { domain: '' })],
        poll: { concurrency: -1 },
        operations: { concurrency: 1_000 },
      }),
    ).toThrow(
      /matrixClusters\[0\].*poll\.concurrency.*operations\.concurrency/s,
    );
  });
});
