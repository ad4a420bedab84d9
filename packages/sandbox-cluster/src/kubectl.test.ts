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

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { SandboxCluster, startSandboxCluster } from './SandboxCluster';

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

const policy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'redis-access', namespace: 'matrix' },
  spec: {
    podSelector: { matchLabels: { app: 'redis' } },
    ingress: [
      {
        from: [{ podSelector: { matchLabels: { app: 'synapse' } } }],
        ports: [{ port: 6379 }],
      },
    ],
  },
};

describe('kubectl against the sandbox', () => {
  let cluster: SandboxCluster;
  let folder: string;

  beforeAll(async () => {
    cluster = await startSandboxCluster({ token: 'sandbox' });
    folder = await mkdtemp(path.join(tmpdir(), 'sandbox-kubectl-'));
    await writeFile(
      path.join(folder, 'config'),
      stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [{ name: 'sandbox', cluster: {
              server: cluster.secureUrl,
              'certificate-authority-data': Buffer.from(
                cluster.certificate,
              ).toString('base64'),
            } }],
        users: [{ name: 'sandbox', user: { token: cluster.token } }],
        contexts: [
          { name: 'sandbox', context: { cluster: 'sandbox', user: 'sandbox' } },
        ],
        'current-context': 'sandbox',
      }),
    );
    await kubectl(['create', 'namespace', 'matrix']);
  });

  afterAll(async () => {
    await cluster?.close();
    await rm(folder, { recursive: true, force: true });
  });

  function kubectl(args: string[], input?: unknown): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const child = execFile(
        'kubectl',
        args,
        {
          env: {
            PATH: process.env.PATH,
            HOME: folder,
            KUBECONFIG: path.join(folder, 'config'),
          },
          timeout: 20_000,
        },
        (error, stdout, stderr) => {
          if (error && error.code === 'ENOENT') {
            reject(
              new Error(
                'kubectl is not installed: on Debian it comes with the package kubernetes-client',
              ),
            );
            return;
          }
          const code = typeof error?.code === 'number' ? error.code : 0;
          resolve({ code: error ? code || 1 : 0, stdout, stderr });
        },
      );
      child.stdin?.end(input === undefined ? '' : stringify(input));
    });
  }

  it('applies, lists and deletes', async () => {
    const applied = await kubectl(['apply', '--server-side', '-f', '-'], policy);
    expect(applied).toMatchObject({
      code: 0,
      stdout:
        'networkpolicy.networking.k8s.io/redis-access serverside-applied\n',
    });
    const listed = await kubectl(['get', 'netpol', '-n', 'matrix', '-o', 'wide']);
    expect(listed.stdout).toMatch(/^NAME +POD-SELECTOR +AGE\nredis-access +app=redis +\d+s\n$/);
    const deleted = await kubectl(['delete', 'netpol', 'redis-access', '-n', 'matrix']);
    expect(deleted).toMatchObject({ code: 0, stderr: '' });
    const gone = await kubectl(['get', 'netpol', 'redis-access', '-n', 'matrix']);
    expect(gone.stderr).toBe(
      'Error from server (NotFound): networkpolicies.networking.k8s.io "redis-access" not found\n',
    );
  });
});
