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
        ports: [{ port: 6379, protocol: 'TCP' }],
      },
    ],
  },
};

// Each command is a process of its own.
jest.setTimeout(60_000);

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
        clusters: [
          {
            name: 'sandbox',
            cluster: {
              server: cluster.secureUrl,
              'certificate-authority-data': Buffer.from(
                cluster.certificate,
              ).toString('base64'),
            },
          },
        ],
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

  it('says what its user may do', async () => {
    const answer = await kubectl(['auth', 'can-i', 'create', 'netpol']);
    expect(answer).toMatchObject({ code: 0, stdout: 'yes\n' });
  });

  it('applies, lists and deletes', async () => {
    const applied = await kubectl(
      ['apply', '--server-side', '-f', '-'],
      policy,
    );
    expect(applied).toMatchObject({
      code: 0,
      stdout:
        'networkpolicy.networking.k8s.io/redis-access serverside-applied\n',
    });
    const listed = await kubectl([
      'get',
      'netpol',
      '-n',
      'matrix',
      '-o',
      'wide',
    ]);
    expect(listed.stdout).toMatch(
      /^NAME +POD-SELECTOR +AGE\nredis-access +app=redis +\d+s\n$/,
    );
    const deleted = await kubectl([
      'delete',
      'netpol',
      'redis-access',
      '-n',
      'matrix',
    ]);
    expect(deleted).toMatchObject({ code: 0, stderr: '' });
    const gone = await kubectl([
      'get',
      'netpol',
      'redis-access',
      '-n',
      'matrix',
    ]);
    expect(gone.stderr).toBe(
      'Error from server (NotFound): networkpolicies.networking.k8s.io "redis-access" not found\n',
    );
  });

  it('tells who owns what in a conflict, and fails', async () => {
    await kubectl(['apply', '--server-side', '-f', '-'], policy);
    const edited = structuredClone(policy);
    edited.spec.ingress = [];
    const refused = await kubectl(
      ['apply', '--server-side', '--field-manager=other', '-f', '-'],
      edited,
    );
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(
      'Apply failed with 1 conflict: conflict with "kubectl": .spec.ingress',
    );
    const forced = await kubectl(
      [
        'apply',
        '--server-side',
        '--field-manager=other',
        '--force-conflicts',
        '-f',
        '-',
      ],
      edited,
    );
    expect(forced.code).toBe(0);
  });

  it('tries out without storing, and names unknown fields', async () => {
    const other = structuredClone(policy);
    other.metadata.name = 'tried-out';
    const dryRun = await kubectl(
      ['apply', '--server-side', '--dry-run=server', '-f', '-'],
      other,
    );
    expect(dryRun).toMatchObject({
      code: 0,
      stdout:
        'networkpolicy.networking.k8s.io/tried-out serverside-applied (server dry run)\n',
    });
    const missing = await kubectl([
      'get',
      'netpol',
      'tried-out',
      '-n',
      'matrix',
    ]);
    expect(missing.code).toBe(1);
    const typo = await kubectl(['create', '-f', '-'], {
      ...other,
      spec: { ...other.spec, ingres: [] },
    });
    expect(typo.stderr).toContain(
      'strict decoding error: unknown field "spec.ingres"',
    );
  });

  it('applies on the client side too, again and again', async () => {
    const other = structuredClone(policy);
    other.metadata.name = 'client-side';
    const outcomes = [];
    for (const app of ['synapse', 'synapse', 'other']) {
      other.spec.podSelector.matchLabels.app = app;
      outcomes.push((await kubectl(['apply', '-f', '-'], other)).stdout);
    }
    expect(outcomes).toEqual(
      ['created', 'unchanged', 'configured'].map(
        outcome => `networkpolicy.networking.k8s.io/client-side ${outcome}\n`,
      ),
    );
  });

  it('creates in protobuf, scales, labels, annotates and sets images', async () => {
    const commands = [
      ['create', 'configmap', 'settings', '--from-literal=a=b'],
      ['create', 'secret', 'generic', 'keys', '--from-literal=a=b'],
      ['create', 'deployment', 'web', '--image=nginx:1', '--replicas=2'],
      ['scale', 'deployment', 'web', '--replicas=3'],
      ['label', 'configmap', 'settings', 'team=chat'],
      ['annotate', 'configmap', 'settings', 'note=x'],
      ['set', 'image', 'deployment/web', 'nginx=nginx:2'],
    ];
    for (const command of commands) {
      expect(await kubectl([...command, '-n', 'matrix'])).toMatchObject({
        code: 0,
        stderr: '',
      });
    }
    const { stdout } = await kubectl([
      'get',
      'deploy',
      'web',
      '-n',
      'matrix',
      '-o',
      'json',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      spec: {
        replicas: 3,
        template: {
          spec: { containers: [{ name: 'nginx', image: 'nginx:2' }] },
        },
      },
    });
    const settings = await kubectl([
      'get',
      'configmap',
      'settings',
      '-n',
      'matrix',
      '-o',
      'jsonpath={.data.a} {.metadata.labels.team}',
    ]);
    expect(settings.stdout).toBe('b chat');
  });

  it('watches', async () => {
    const watching = kubectl([
      'get',
      'configmap',
      '-n',
      'matrix',
      '--watch-only',
      '--output-watch-events',
      '--request-timeout=3s',
    ]);
    await new Promise(resolve => setTimeout(resolve, 1_000));
    await kubectl(['create', 'configmap', 'watched', '-n', 'matrix']);
    await kubectl(['delete', 'configmap', 'watched', '-n', 'matrix']);
    const { stdout } = await watching;
    expect(stdout).toMatch(/ADDED +watched/);
    expect(stdout).toMatch(/DELETED +watched/);
  });

  it('deletes a namespace with all that is in it', async () => {
    await kubectl(['create', 'namespace', 'gone']);
    await kubectl(['create', 'configmap', 'x', '-n', 'gone']);
    expect(await kubectl(['delete', 'namespace', 'gone'])).toMatchObject({
      code: 0,
      stdout: 'namespace "gone" deleted\n',
    });
  });
});
