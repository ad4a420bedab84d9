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
import { generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import { TestAuthority } from './__testUtils__/TestAuthority';
import { broken, refusalIn, specYaml } from './__testUtils__/inputErrors';
import { TestFolder } from './__testUtils__/TestFolder';

jest.setTimeout(60_000);

describe('input errors', () => {
  const folder = new TestFolder();
  const spec = folder.file('spec.yaml', specYaml);

  afterAll(() => folder.remove());

  const refusal = (...args: string[]) => refusalIn(folder, ...args);

  describe('of a spec', () => {
    const two = `${specYaml}---\n${specYaml.replace('chat-eu', 'chat-us')}`;

    it.each([
      ['no document', '', ':1: no document; one of kind MatrixCluster'],
      ['two', two, ':10:1: MatrixCluster chat-us: a second document; one of'],
      [
        'a field',
        specYaml.replace('1000', '-1'),
        ':8:3: MatrixCluster chat-eu: spec.targetCcu: ',
      ],
      ['broken YAML', 'spec: [', ':1:8: this is not YAML: '],
    ])('at its line: %s', async (_, text, expected) => {
      const file = folder.file('wrong.yaml', text);
      for (const command of [['render'], ['images'], ['mirror', '--to', 'x']]) {
        expect(await refusal(...command, '-f', file)).toContain(
          `wrong.yaml${expected}`,
        );
      }
    });

    it('among the documents: each of several', async () => {
      const err = await refusal('verify', folder.file('specs/two.yaml', two));
      expect(err.split('\n')).toEqual([
        expect.stringMatching(
          /^specs\/two.yaml:1:1: .*chat-eu: one of 2 specs/,
        ),
        expect.stringMatching(/^specs\/two.yaml:10:1: .*-us: one of 2 specs/),
        '',
      ]);
    });

    it('in a comment of render: at its line', async () => {
      const text = 'kind: x\n# matrix-network.io/spec: {"a": [}\n';
      const err = await refusal('verify', folder.file('comment.yaml', text));
      expect(err).toMatch(/^comment.yaml:2: this is not YAML/);
    });

    it('that an option changes: names the option and the value', async () => {
      expect(await refusal('verify', spec, '-n', 'Not Good')).toContain(
        "--namespace 'Not Good': ",
      );
    });
  });

  describe('of a PEM file', () => {
    it('at the line of the block', async () => {
      const authority = await TestAuthority.create('Example CA');
      const { privateKey } = generateKeyPairSync('ec', {
        namedCurve: 'P-256',
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      });
      const lines = privateKey.split('\n').length;
      const good = authority.pem.trimEnd();
      const length = good.split('\n').length;
      const check = (cert: string, key: string) =>
        refusal(
          ...['tls', 'check', '-f', spec],
          ...['--cert', folder.file('cert.pem', cert)],
          ...['--key', folder.file('key.pem', key)],
        );

      expect(await check(good, `${privateKey}${privateKey}`)).toBe(
        `key.pem:${lines}: 2 private keys; expected PEM with one block BEGIN PRIVATE KEY; this is BEGIN PRIVATE KEY\n`,
      );
      expect(await check(good, good)).toBe(
        'key.pem:1: 0 private keys; expected PEM with one block BEGIN PRIVATE KEY; this is BEGIN CERTIFICATE\n',
      );
      expect(await check('', privateKey)).toContain(
        'cert.pem:1: no certificate',
      );
      expect(await check(`${good}\n${broken}`, privateKey)).toContain(
        `cert.pem:${length + 3}: certificate 2: it cannot be read: `,
      );
      expect(
        await check(
          `${good}\n-----BEGIN CERTIFICATE-----\nAAAA\n${good}`,
          privateKey,
        ),
      ).toBe(
        `cert.pem:${length + 1}: BEGIN CERTIFICATE has no END CERTIFICATE\n`,
      );
    });
  });

  describe('of a mirror', () => {
    const [ingress] = [...mirrorFiles().keys()].filter(name =>
      name.includes('1.15.1'),
    );
    const render = (mirror: string) =>
      refusal(
        ...['render', '-f', spec, '--digests', 'firstUse'],
        ...['--mirror', path.join(folder.path, mirror)],
      );
    const mirrorWith = (name: string, changed: Record<string, string>) => {
      mirrorFiles().forEach((text, file) =>
        folder.file(`${name}/${file}`, changed[file] ?? text),
      );
      return name;
    };

    it('at the line of a manifest that is not YAML', async () => {
      const mirror = mirrorWith('not-yaml', { [ingress]: 'kind: x\n  y: z\n' });
      expect(await render(mirror)).toMatch(
        new RegExp(`^not-yaml/${ingress}:\\d+:\\d+: this is not YAML`),
      );
    });

    it('at the line of an object that no release has', async () => {
      const text = mirrorFiles().get(ingress) ?? '';
      const secret =
        '---\napiVersion: v1\nkind: Secret\nmetadata: {name: x}\n---\n';
      const mirror = mirrorWith('evil', { [ingress]: `${secret}${text}` });
      expect(await render(mirror)).toMatch(
        new RegExp(`^evil/${ingress}:2:1: .* holds Secret 'x' of v1`),
      );
    });

    it.each<[string, (text: string) => string, (text: string) => string]>([
      [
        'a field that the stack changes',
        text => text.replaceAll('containers:', 'containerz:'),
        text => {
          const lines = text.split('\n');
          const field = lines.findIndex(line => line.includes('containerz:'));
          const parent = lines.lastIndexOf('    spec:', field) + 1;
          return `:${parent}:5: Deployment ingress-nginx/ingress-nginx-controller: spec.template.spec.containers: `;
        },
      ],
      [
        'an image without a name',
        text => text.replaceAll(/image: .*/g, 'image: "not a name"'),
        () => ': Deployment ingress-nginx/ingress-nginx-controller: ',
      ],
      [
        'an object that is not there',
        text =>
          text
            .split('---\n')
            .filter(each => !each.includes('kind: ConfigMap'))
            .join('---\n'),
        () =>
          ":1: The release's manifest has no ConfigMap 'ingress-nginx-controller'",
      ],
    ])('of which no stack can be made: %s', async (_, change, expected) => {
      const text = change(mirrorFiles().get(ingress) ?? '');
      const mirror = mirrorWith('unfit', { [ingress]: text });
      const err = await refusal(
        ...['images', '-f', spec, '--digests', 'firstUse'],
        ...['--mirror', path.join(folder.path, mirror)],
      );
      expect(err).toContain(expected(text));
      expect(err).toMatch(new RegExp(`^unfit/${ingress}:\\d`));
    });

    it('at the line of a list of digests', async () => {
      folder.file(`${mirrorWith('sums', {})}/SHA256SUMS`, '\nabc  def\n');
      expect(await render('sums')).toBe(
        "sums/SHA256SUMS:2: 'abc  def' is not accepted; a sha256, two spaces and a path are\n",
      );
      const folderName = path.join(folder.path, 'sums');
      expect(await refusal('mirror', '--check', folderName)).toContain(
        'sums/SHA256SUMS:2: ',
      );
    });
  });
});
