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
import { startSandboxCluster } from '@matrix-network/sandbox-cluster';
import {
  kubernetesBinaries,
  startKubernetes,
} from '@matrix-network/test-kubernetes';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { stringify } from 'yaml';
import { allObjects } from '../__testUtils__/find';
import { miniatureReleases } from '../__testUtils__/miniature';
import { realMirror, realReleases } from '../__testUtils__/mirror';
import { aSpec, someFacts } from '../__testUtils__/specs';
import { renderStack } from './renderStack';

interface Server {
  url: string;
  token: string;
  ca: string;
  stop(): Promise<void>;
}

async function sandbox(): Promise<Server> {
  const cluster = await startSandboxCluster({ token: 'test' });
  return {
    url: cluster.secureUrl,
    token: cluster.token,
    ca: cluster.certificate,
    stop: () => cluster.close(),
  };
}

async function real(): Promise<Server> {
  const { url, adminToken, ca, stop } = await startKubernetes();
  return { url, token: adminToken, ca, stop };
}

const servers: [string, () => Promise<Server>][] = [
  ['the sandbox', sandbox],
  // `npm test` says loudly where there is none.
  ...(kubernetesBinaries()
    ? ([['a real kube-apiserver', real]] satisfies [
        string,
        () => Promise<Server>,
      ][])
    : []),
];

const goesInFirst = ({ kind }: KubernetesObject) =>
  kind === 'Namespace' || kind === 'CustomResourceDefinition';

describe.each(servers)(
  'the rendered YAML through kubectl to %s',
  (_, start) => {
    let server: Server;
    let folder: string;

    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'matrix-network-kubectl-'));
      server = await start();
      writeFileSync(path.join(folder, 'ca.crt'), server.ca);
    }, 120_000);

    afterAll(async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    /** Not `spawnSync`: the sandbox answers from this very process. */
    async function kubectl(args: string[], objects: KubernetesObject[]) {
      const child = spawn(
        'kubectl',
        [
          `--server=${server.url}`,
          `--certificate-authority=${path.join(folder, 'ca.crt')}`,
          `--token=${server.token}`,
          ...args,
          '-f',
          '-',
        ],
        { env: { ...process.env, HOME: folder } },
      );
      child.stdin.end(objects.map(object => stringify(object)).join('---\n'));
      const [output, problems, [status]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'close'),
      ]);
      return { status, lines: output.trim().split('\n'), problems };
    }

    it('is accepted in a server-side dry run, object by object', async () => {
      const releases = realMirror
        ? await realReleases({ ingress: '1.15.1', certManager: '1.21.1' })
        : miniatureReleases;
      const objects = allObjects(renderStack(aSpec(), someFacts, releases));
      const first = await kubectl(
        ['apply', '--server-side'],
        objects.filter(goesInFirst),
      );
      expect(first).toMatchObject({ status: 0, problems: '' });

      const dryRun = await kubectl(
        ['apply', '--server-side', '--dry-run=server', '--force-conflicts'],
        objects,
      );

      expect(dryRun).toMatchObject({ status: 0, problems: '' });
      expect(dryRun.lines).toHaveLength(objects.length);
      expect(
        dryRun.lines.filter(line => line.includes('networkpolicy')),
      ).toHaveLength(14);
    }, 120_000);
  },
);
