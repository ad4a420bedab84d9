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
import {
  ConfigClusterAccess,
  readSnapshot,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import {
  startKubernetes,
  TestKubernetes,
} from '@matrix-network/test-kubernetes';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { parse, stringify } from 'yaml';
import { hasKubernetes } from '../servers';
import { aSpec, realMirror } from './renderedStack';

// `npm test` says loudly where there is none of these.
const describeMirrored = realMirror ? describe : describe.skip;
const describeReal = hasKubernetes ? describe : describe.skip;

const ROOT = path.join(__dirname, '../../../..');
const page = readFileSync(path.join(ROOT, 'docs/on-your-clusters.md'), 'utf8');

/** The code of a section's blocks in this language. */
function blocks(section: string, language: string): string[] {
  const [, rest = ''] = page.split(`\n## ${section}`);
  const [content] = rest.split('\n## ');
  return [
    ...content.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms')),
  ].map(([, code]) => code);
}

describeReal('docs/on-your-clusters.md on a real API server', () => {
  let kubernetes: TestKubernetes;
  let home: string;

  beforeAll(async () => {
    home = mkdtempSync(path.join(tmpdir(), 'on-your-clusters-'));
    writeFileSync(
      path.join(home, 'spec.yaml'),
      stringify({
        apiVersion: 'matrix-network.io/v1',
        kind: 'MatrixCluster',
        metadata: { name: 'chat-eu' },
        spec: {
          kubernetesCluster: 'prod-eu',
          domain: 'chat.example.org',
          targetCcu: 5000,
        },
      }),
    );
    const cli = path.join(ROOT, 'packages/cli/bin/matrix-network');
    mkdirSync(path.join(home, 'bin'));
    writeFileSync(
      path.join(home, 'bin/matrix-network'),
      `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`,
      { mode: 0o755 },
    );
    kubernetes = await startKubernetes();
  }, 120_000);

  afterAll(async () => {
    await kubernetes?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  /** Runs a block as a reader would: in a checkout, with the command line beside it. */
  async function run(
    script: string,
    { cwd = ROOT, kubeconfig = kubernetes.kubeconfig } = {},
  ): Promise<string> {
    const child = spawn(
      'bash',
      [
        '-euo',
        'pipefail',
        '-c',
        script
          // What npm would do first is to install the packages, and what the reader has is elsewhere.
          .replaceAll('npm run -s matrix-network --', 'matrix-network')
          .replaceAll(' spec.yaml', ` ${path.join(home, 'spec.yaml')}`),
      ],
      {
        cwd,
        env: {
          ...process.env,
          HOME: home,
          KUBECONFIG: kubeconfig,
          PATH: [
            path.join(home, 'bin'),
            process.env.PATH,
            process.env.KUBEBUILDER_ASSETS,
          ].join(path.delimiter),
        },
      },
    );
    const [out, problems, [status]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    // What the reader is told beside it is no problem.
    const lines = problems
      .split('\n')
      .filter(line => !/^$|^(note|warning): /.test(line));
    expect({ script, status, problems: lines }).toEqual({
      script,
      status: 0,
      problems: [],
    });
    return out;
  }

  it('gives an account its rights', async () => {
    const [files, own] = blocks('1. ', 'sh');

    expect(await run(files)).toContain(
      'clusterrole.rbac.authorization.k8s.io/matrix-network-apply created',
    );
    const printed = await run(own);
    expect(printed).toContain(
      'clusterrole.rbac.authorization.k8s.io/matrix-network-apply unchanged',
    );
    expect(printed).toContain(
      'role.rbac.authorization.k8s.io/matrix-network-probe created',
    );
  }, 60_000);

  it('gets a token, and reads the cluster with it as configured', async () => {
    const [short, lasting] = blocks('2. ', 'sh');
    const trial = (await run(short)).trim();
    expect(trial.split('.')).toHaveLength(3);
    // The token and the CA are printed one behind the other.
    const printed = await run(lasting);
    const [, token, caData] =
      /^secret\/matrix-network-token created\n(\S+\.\S+\.[\w-]+?)(LS0t[A-Za-z0-9+/=]+)$/.exec(
        printed,
      ) ?? [];

    const config = parse(
      blocks('3. ', 'yaml')[0]
        .replace('${KUBERNETES_TOKEN}', token)
        .replace('${KUBERNETES_CA_DATA}', caData)
        .replace('https://kubernetes.example.net:6443', kubernetes.url),
    );
    const access = ConfigClusterAccess.fromConfig(new ConfigReader(config));
    const { reads } = await readSnapshot(
      await access.client('prod-eu'),
      aSpec(),
    );

    expect(
      Object.values(reads).filter(
        ({ status }) => status === 'forbidden' || status === 'failed',
      ),
    ).toEqual([]);
  }, 60_000);

  describeMirrored("with a folder in upstream's place", () => {
    it('makes a mirror, checks it, and lists the images', async () => {
      const [commands] = blocks('6. ', 'sh');
      const [layout] = blocks('6. ', 'text');
      expect(commands).toContain('mirror --to mirror ');

      const printed = await run(
        commands.replace(
          'mirror --to mirror ',
          `mirror --to mirror --from '${realMirror}' `,
        ),
        { cwd: home },
      );

      for (const file of layout.trim().split('\n')) {
        expect(readFileSync(path.join(home, 'mirror', file))).not.toHaveLength(
          0,
        );
      }
      expect(printed).toContain('registry.k8s.io/ingress-nginx/controller');
      expect(printed).toContain('quay.io/jetstack/cert-manager-controller');
    }, 60_000);

    it('plans with the account that was made', async () => {
      const [, command = ''] = /`(matrix-network plan [^`]+)`/.exec(page) ?? [];
      const [, context = ''] = /--context (\S+)/.exec(command) ?? [];
      const [short] = blocks('2. ', 'sh');
      const token = (await run(short)).trim();
      const kubeconfig = path.join(home, 'kubeconfig');
      const cluster = {
        server: kubernetes.url,
        'certificate-authority': kubernetes.caFile,
      };
      writeFileSync(
        kubeconfig,
        stringify({
          apiVersion: 'v1',
          kind: 'Config',
          clusters: [{ name: context, cluster }],
          users: [{ name: context, user: { token } }],
          contexts: [
            { name: context, context: { cluster: context, user: context } },
          ],
        }),
      );

      const plan = await run(`${command} --mirror '${realMirror}'`, {
        kubeconfig,
      });

      expect(plan).toContain(
        '+ CustomResourceDefinition issuers.cert-manager.io',
      );
    }, 60_000);
  });
});
