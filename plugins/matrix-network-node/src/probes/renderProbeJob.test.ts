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
  kubernetesBinaries,
  startKubernetes,
} from '@matrix-network/test-kubernetes';
import { ClusterClient, createClusterClient } from '../cluster';
import { stopTestClusters, testCluster } from '../__testUtils__/sandbox';
import { aFlow, aPlan } from './__testUtils__/flows';
import { MAX_CONTAINERS, probeJobs } from './probeJobs';
import { defaultProbeSettings } from './ProbeSettings';
import { renderProbeJob } from './renderProbeJob';

const operation = '0b5a7c1e-7f0e-4f5e-9d7a-3a1f2f6f8f00';
const options = {
  namespace: 'matrix',
  operation,
  settings: defaultProbeSettings,
};

const manyFlows = Array.from({ length: MAX_CONTAINERS + 1 }, (_, index) =>
  aFlow({ id: `${index}`, port: 8000 + index }),
);

describe('probeJobs', () => {
  it('splits many flows of one source over several pods', () => {
    expect(
      probeJobs(aPlan(manyFlows), operation).map(({ name, flows }) => [
        name,
        flows.length,
      ]),
    ).toEqual([
      ['matrix-probe-0b5a7c1e-0', MAX_CONTAINERS],
      ['matrix-probe-0b5a7c1e-1', 1],
    ]);
  });
});

describe('renderProbeJob', () => {
  const [job] = probeJobs(
    aPlan([
      aFlow(),
      aFlow({
        id: 'v6',
        target: { kind: 'address', address: 'fd00::7' },
        port: 443,
      }),
      aFlow({
        id: 'named',
        target: {
          kind: 'service',
          namespace: 'matrix',
          name: 'key-vault',
          host: 'key-vault.matrix.svc',
        },
      }),
    ]),
    operation,
  );
  const rendered = renderProbeJob(job, options);

  it('gives each flow a container that connects once', () => {
    expect(rendered).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              {
                name: 'flow-0',
                args: [
                  'connect',
                  '10.244.1.7:8000',
                  '--timeout=5s',
                  '--protocol=tcp',
                ],
              },
              {
                args: [
                  'connect',
                  '[fd00::7]:443',
                  expect.anything(),
                  expect.anything(),
                ],
              },
              {
                args: [
                  'connect',
                  'key-vault.matrix.svc:8000',
                  expect.anything(),
                  expect.anything(),
                ],
              },
            ],
          },
        },
      },
    });
  });

  it("carries the source's labels on pods alone, and can never become ready", () => {
    expect(rendered.metadata.labels).toEqual({
      'matrix-network.io/probe': operation,
    });
    expect(rendered).toMatchObject({
      spec: {
        backoffLimit: 0,
        activeDeadlineSeconds: 120,
        ttlSecondsAfterFinished: 120,
        template: {
          metadata: {
            labels: {
              'app.kubernetes.io/name': 'redis',
              'matrix-network.io/probe': operation,
            },
          },
          spec: {
            restartPolicy: 'Never',
            readinessGates: [
              { conditionType: 'matrix-network.io/never-ready' },
            ],
            automountServiceAccountToken: false,
          },
        },
      },
    });
  });
});

const servers: [
  string,
  () => Promise<{ client: ClusterClient; stop(): Promise<void> }>,
][] = [
  [
    'the sandbox',
    async () => ({
      client: (await testCluster()).client,
      stop: stopTestClusters,
    }),
  ],
  // `npm test` says loudly where there is none.
  ...(kubernetesBinaries()
    ? ([
        [
          'a real kube-apiserver',
          async () => {
            const { url, adminToken, ca, stop } = await startKubernetes();
            const client = createClusterClient({
              name: 'real',
              url,
              token: adminToken,
              caData: Buffer.from(ca).toString('base64'),
            });
            return { client, stop };
          },
        ],
      ] satisfies [
        string,
        () => Promise<{ client: ClusterClient; stop(): Promise<void> }>,
      ][])
    : []),
];

describe.each(servers)('a probe Job on %s', (_, start) => {
  let server: { client: ClusterClient; stop(): Promise<void> };

  beforeAll(async () => {
    server = await start();
    await server.client.apply(
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: 'matrix',
          labels: {
            'pod-security.kubernetes.io/enforce': 'restricted',
            'pod-security.kubernetes.io/enforce-version': 'latest',
          },
        },
      },
      { fieldManager: 'test' },
    );
  }, 120_000);

  afterAll(() => server.stop());

  it('is taken as it is, with every field', async () => {
    const [job] = probeJobs(aPlan(manyFlows), operation);
    const rendered = renderProbeJob(job, options);
    const stored = await server.client.apply(rendered, {
      fieldManager: 'test',
      dryRun: true,
    });
    expect(stored).toMatchObject({ spec: rendered.spec });
  });

  it('has pods that the restricted Pod Security Standard admits', async () => {
    const [job] = probeJobs(aPlan(manyFlows), operation);
    const { template } = JSON.parse(
      JSON.stringify(renderProbeJob(job, options).spec),
    );
    // A Job is admitted with a warning; its pods would be refused.
    await expect(
      server.client.apply(
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'as-the-job-would', namespace: 'matrix' },
          spec: template.spec,
        },
        { fieldManager: 'test', dryRun: true },
      ),
    ).resolves.toMatchObject({ kind: 'Pod' });
  });
});
