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

import { mirrorFiles } from '@matrix-network/sandbox-cluster';
import { createHash } from 'node:crypto';
import {
  mkdtemp,
  readdir,
  readFile,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve, stopServing } from '../../__testUtils__/serve';
import { HttpReleaseSource } from '../HttpReleaseSource';
import { checkMirror } from './checkMirror';
import { writeMirror } from './writeMirror';

jest.setTimeout(60_000);

afterEach(stopServing);

const files = mirrorFiles();
const ingress = 'ingress-nginx/controller-v1.15.1.yaml';
const certManager = 'cert-manager/cert-manager-v1.21.1.yaml';
const releases = [
  { component: 'ingress-nginx', version: '1.15.1' },
  { component: 'cert-manager', version: '1.21.1' },
] as const;

const sha256 = (text = '') => createHash('sha256').update(text).digest('hex');

/** A server that has the sandbox's releases, with what the test changes; counts requests. */
async function mirrorServer(changes: Record<string, string> = {}) {
  const asked: string[] = [];
  const url = await serve((request, response) => {
    const path = (request.url ?? '').slice(1);
    asked.push(path);
    const content = changes[path] ?? files.get(path);
    response.statusCode = content === undefined ? 404 : 200;
    response.end(content);
  });
  return { asked, source: new HttpReleaseSource({ mirror: url }) };
}

const newFolder = () => mkdtemp(join(tmpdir(), 'mirror-'));

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).sort();
}

it('writes releases in the layout of a mirror, with their digests', async () => {
  const folder = await newFolder();
  const { source } = await mirrorServer();

  expect(
    await writeMirror({ folder, releases, source, verify: 'firstUse' }),
  ).toMatchObject([
    { path: ingress, sha256: sha256(files.get(ingress)), state: 'written' },
    { path: certManager, state: 'written' },
  ]);
  expect(await readFile(join(folder, ingress), 'utf8')).toBe(
    files.get(ingress),
  );
  expect(await readFile(join(folder, 'SHA256SUMS'), 'utf8')).toBe(
    `${sha256(files.get(certManager))}  ${certManager}\n${sha256(
      files.get(ingress),
    )}  ${ingress}\n`,
  );
  expect(await namesIn(folder)).toEqual([
    'SHA256SUMS',
    'cert-manager',
    certManager,
    'ingress-nginx',
    ingress,
  ]);
  expect(await checkMirror(folder, { verify: 'firstUse' })).toEqual([
    { path: ingress, sha256: sha256(files.get(ingress)) },
    { path: certManager, sha256: sha256(files.get(certManager)) },
  ]);
});

it('neither fetches nor touches again what is there', async () => {
  const folder = await newFolder();
  const { asked, source } = await mirrorServer();
  const write = () =>
    writeMirror({ folder, releases, source, verify: 'firstUse' });
  await write();
  const { mtimeMs } = await stat(join(folder, ingress));
  asked.length = 0;

  expect((await write()).map(({ state }) => state)).toEqual([
    'unchanged',
    'unchanged',
  ]);
  expect(asked).toEqual([]);
  expect((await stat(join(folder, ingress))).mtimeMs).toBe(mtimeMs);
});

it('mends a file that was cut off', async () => {
  const folder = await newFolder();
  const { source } = await mirrorServer();
  const write = () =>
    writeMirror({ folder, releases, source, verify: 'firstUse' });
  await write();
  await truncate(join(folder, ingress), 100);
  expect(await checkMirror(folder, { verify: 'firstUse' })).toMatchObject([
    { path: ingress, problem: expect.stringContaining('cut off or changed') },
    { path: certManager, sha256: expect.any(String) },
  ]);

  expect((await write()).map(({ state }) => state)).toEqual([
    'replaced',
    'unchanged',
  ]);
  expect(await readFile(join(folder, ingress), 'utf8')).toBe(
    files.get(ingress),
  );
});

it('refuses what upstream has not made, and leaves nothing of it', async () => {
  const folder = await newFolder();
  const { source } = await mirrorServer();

  await expect(writeMirror({ folder, releases, source })).rejects.toThrow(
    'is in the catalogue; nothing of it is used',
  );
  expect(await namesIn(folder)).toEqual([]);
});

it('refuses other bytes than at the first time', async () => {
  const folder = await newFolder();
  const only = releases.slice(1);
  const { source } = await mirrorServer();
  await writeMirror({ folder, releases: only, source });
  await writeFile(join(folder, certManager), 'broken');
  const changed = await mirrorServer({
    [certManager]: `# edited\n${files.get(certManager)}`,
  });

  await expect(
    writeMirror({ folder, releases: only, source: changed.source }),
  ).rejects.toThrow('was recorded at its first use');
  expect(await readFile(join(folder, certManager), 'utf8')).toBe('broken');
});

it('leaves no file behind when the server goes away midway', async () => {
  const folder = await newFolder();
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '100000' });
    response.write('apiVersion: v1', () => response.destroy());
  });

  await expect(
    writeMirror({
      folder,
      releases,
      source: new HttpReleaseSource({ mirror: url }),
      verify: 'firstUse',
    }),
  ).rejects.toThrow('Could not fetch ingress-nginx 1.15.1');
  expect(await namesIn(folder)).toEqual([]);
});

describe('checkMirror', () => {
  it('says what is not listed, not there, or not known', async () => {
    const folder = await newFolder();
    const { source } = await mirrorServer();
    await writeMirror({ folder, releases, source, verify: 'firstUse' });
    await writeFile(
      join(folder, 'SHA256SUMS'),
      [
        `${'a'.repeat(64)}  cert-manager/cert-manager-v1.14.0.yaml`,
        `${'b'.repeat(64)}  traefik/traefik.yaml`,
        `${sha256(files.get(certManager))}  ${certManager}`,
      ].join('\n'),
    );

    expect(await checkMirror(folder, { verify: 'firstUse' })).toMatchObject([
      { path: ingress, problem: 'is not in SHA256SUMS' },
      { path: certManager },
      {
        path: 'cert-manager/cert-manager-v1.14.0.yaml',
        problem: expect.stringContaining('Could not read cert-manager 1.14.0'),
      },
      {
        path: 'traefik/traefik.yaml',
        problem: 'is no release of the catalogue',
      },
    ]);
  });

  it('says that a folder is no mirror', async () => {
    expect(await checkMirror(await newFolder())).toMatchObject([
      { path: 'SHA256SUMS', problem: expect.stringContaining('no such file') },
    ]);
  });
});
