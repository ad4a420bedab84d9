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
  driftedSpec,
  sandboxDrifted,
  startDemoCluster,
} from '@matrix-network/sandbox-cluster';
import { toStackSpecDocument } from '@matrix-network/backstage-plugin-matrix-network-common';
import { runCli, TestFolder } from '../__testUtils__/TestFolder';

describe('verify --context', () => {
  const folder = new TestFolder();
  let cluster: Awaited<ReturnType<typeof startDemoCluster>>;

  beforeAll(async () => {
    cluster = await startDemoCluster(sandboxDrifted, {
      token: 'sandbox',
      port: 0,
      delayMs: 20,
    });
  }, 60_000);

  afterAll(async () => {
    await cluster.close();
    folder.remove();
  });

  it('judges the cluster of a context, and names what has drifted', async () => {
    const kubeconfig = folder.file(
      'kubeconfig',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [
          {
            name: 'drifted',
            cluster: { server: cluster.url, 'insecure-skip-tls-verify': true },
          },
        ],
        users: [{ name: 'me', user: { token: 'sandbox' } }],
        contexts: [
          { name: 'drifted', context: { cluster: 'drifted', user: 'me' } },
        ],
        'current-context': 'drifted',
      }),
    );
    const spec = folder.file(
      'spec.json',
      JSON.stringify(toStackSpecDocument(driftedSpec)),
    );
    const { code, out, err } = await runCli(
      'verify',
      '--context',
      'drifted',
      '--kubeconfig',
      kubeconfig,
      '-f',
      spec,
      '-o',
      'json',
    );
    expect(err).toBe('');
    expect(code).toBe(1);
    const report: { findings: { title: string }[]; assumed: string[] } =
      JSON.parse(out);
    expect(report.assumed).toEqual([]);
    expect(report.findings.map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        'Policy key-vault-isolation is missing',
        'Policy sync-system-access selects app.kubernetes.io/name=sync-sytem, which no pod has',
      ]),
    );
  }, 60_000);
});
