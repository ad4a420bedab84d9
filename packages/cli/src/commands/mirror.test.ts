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
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runCli, TestFolder } from '../__testUtils__/TestFolder';

jest.setTimeout(60_000);

const spec = path.join(__dirname, '../__fixtures__/spec.yaml');
const ingress = 'ingress-nginx/controller-v1.15.1.yaml';
const certManager = 'cert-manager/cert-manager-v1.21.1.yaml';

describe('mirror', () => {
  const folder = new TestFolder();
  afterAll(() => folder.remove());
  const from = path.join(folder.path, 'from');
  mirrorFiles().forEach((text, file) => folder.file(`from/${file}`, text));
  const own = ['--from', from, '--digests', 'firstUse'];
  const at = (name: string) => path.join(folder.path, name);

  it('writes the newest releases, says their digests, and does it once', async () => {
    const to = at('defaults');
    const first = await runCli('mirror', '--to', to, ...own);

    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out.split('\n').map(line => line.split(/ +/)[0])).toEqual([
      'STATE',
      'written',
      'written',
      '',
    ]);
    expect(first.out).toContain(ingress);
    expect(first.out).toContain(certManager);
    expect(readFileSync(path.join(to, ingress), 'utf8')).toBe(
      mirrorFiles().get(ingress),
    );
    const again = await runCli('mirror', '--to', to, ...own);
    expect(again.out.match(/^unchanged/gm)).toHaveLength(2);
  });

  it('takes the releases that are named, and those of a spec, each once', async () => {
    const { out } = await runCli(
      'mirror',
      ...['--to', at('named'), '-o', 'json', '-f', spec, ...own],
      ...['--release', 'cert-manager@1.14.0', 'ingress-nginx@v1.15.1'],
    );

    expect(
      JSON.parse(out).releases.map(({ path: file }: { path: string }) => file),
    ).toEqual(['cert-manager/cert-manager-v1.14.0.yaml', ingress, certManager]);
  });

  it('checks a mirror: 0 when all is fine, 1 when a file is not', async () => {
    const to = at('checked');
    await runCli('mirror', '--to', to, ...own);
    const check = () =>
      runCli('mirror', '--check', to, '--digests', 'firstUse');

    expect(await check()).toMatchObject({ code: 0 });
    truncateSync(path.join(to, certManager), 5000);
    const broken = await check();
    expect(broken.code).toBe(1);
    expect(broken.out).toMatch(/ingress-nginx\S+ +fine/);
    expect(broken.out).toContain('it was cut off or changed');
  });

  it("refuses what is not upstream's, and a mirror with something else in it", async () => {
    const miniature = await runCli('mirror', '--to', at('a'), '--from', from);
    expect(miniature.code).toBe(2);
    expect(miniature.err).toContain(
      'is in the catalogue; nothing of it is used',
    );

    const evil = at('evil');
    folder.file(`evil/${ingress}`, '');
    writeFileSync(
      path.join(evil, ingress),
      `${mirrorFiles().get(
        ingress,
      )}---\napiVersion: v1\nkind: Secret\nmetadata: {name: x}\n`,
    );
    const refused = await runCli(
      ...['mirror', '--to', at('b'), '--from', evil],
      ...['--digests', 'firstUse', '--release', 'ingress-nginx@1.15.1'],
    );
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("holds Secret 'x' of v1");
  });

  it.each([
    ['-f', spec, '-f, --file <spec>'],
    ['--from', from, '--from <folder or url>'],
    ['--release', 'cert-manager@1.14.0', '--release <component@version...>'],
  ])(
    'checks all of a folder: %s is no use there',
    async (flag, value, named) => {
      const { code, out, err } = await runCli(
        ...['mirror', '--check', from, '--digests', 'firstUse', flag, value],
      );
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(
        `'--check <folder>' cannot be used with option '${named}'`,
      );
    },
  );

  it('says what is accepted', async () => {
    const unknown = await runCli('mirror', '--to', at('c'), '--release', 'x@1');
    expect(unknown.err).toContain(
      "--release 'x@1' is not in the catalogue; accepted: ingress-nginx@1.15.1,",
    );
    expect((await runCli('mirror')).err).toContain('--check FOLDER');
    expect((await runCli('mirror', '--to', 'a', '--check', 'b')).err).toContain(
      'one of --to FOLDER',
    );
  });
});
