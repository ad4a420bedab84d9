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

import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MirrorFolderReleaseSource } from './MirrorFolderReleaseSource';

async function folderWith(content?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mirror-'));
  await mkdir(join(folder, 'cert-manager'));
  if (content !== undefined) {
    const path = join(folder, 'cert-manager/cert-manager-v1.21.1.yaml');
    await writeFile(path, content);
  }
  return folder;
}

it("reads a release in the catalogue's layout, and its digest", async () => {
  const source = new MirrorFolderReleaseSource(await folderWith('abc'));

  expect(await source.get('cert-manager', 'v1.21.1')).toEqual({
    component: 'cert-manager',
    version: '1.21.1',
    yaml: 'abc',
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  });
});

it('says which file it looked for', async () => {
  const folder = await folderWith();
  const source = new MirrorFolderReleaseSource(folder);

  await expect(source.get('cert-manager', '1.21.1')).rejects.toThrow(
    `Could not read cert-manager 1.21.1 from the mirror: ${folder}/cert-manager/cert-manager-v1.21.1.yaml`,
  );
});

it('knows the versions of the catalogue only, and so no path outside the folder', async () => {
  const source = new MirrorFolderReleaseSource(await folderWith());

  await expect(source.get('cert-manager', '../../etc/passwd')).rejects.toThrow(
    "There is no release '../../etc/passwd' of cert-manager; accepted: 1.21.1, 1.14.0",
  );
});

it('refuses a file that is too large', async () => {
  const source = new MirrorFolderReleaseSource(
    await folderWith('x'.repeat(9 * 1024 * 1024)),
  );

  await expect(source.get('cert-manager', '1.21.1')).rejects.toThrow(
    'at most 8388608 are read',
  );
});

it('tells what its list of digests says', async () => {
  const folder = await folderWith('abc');
  const listed = () =>
    new MirrorFolderReleaseSource(folder).listedDigest(
      'cert-manager',
      '1.21.1',
    );
  const list = (content: string) =>
    writeFile(join(folder, 'SHA256SUMS'), content);

  expect(await listed()).toBeUndefined();
  await list(`${'a'.repeat(64)}  cert-manager/cert-manager-v1.21.1.yaml\r\n`);
  expect(await listed()).toBe('a'.repeat(64));
  await list(`${'a'.repeat(64)}  cert-manager/other.yaml\n`);
  expect(await listed()).toBeUndefined();
  await list('moved!');
  await expect(listed()).rejects.toThrow(
    `Could not read the mirror's list of digests: ${folder}/SHA256SUMS`,
  );
});
