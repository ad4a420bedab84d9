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

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { broken, refusalIn, specYaml } from '../../__testUtils__/inputErrors';
import { TestFolder } from '../../__testUtils__/TestFolder';

jest.setTimeout(60_000);

/** Line 3: a cluster; line 6: a user; line 9: a context. */
function kubeconfigYaml({
  cluster = 'server: https://api.example.org:6443',
  user = 'token: se-cret',
  context = 'cluster: one, user: me',
}): string {
  return `kind: Config
clusters:
  - name: one
    cluster: { ${cluster} }
users:
  - name: me
    user: { ${user} }
contexts:
  - name: eu
    context: { ${context} }
`;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('input errors of a kubeconfig', () => {
  const folder = new TestFolder();
  const spec = folder.file('spec.yaml', specYaml);
  folder.file('broken.pem', `# Our CA\n${broken}`);

  afterAll(() => folder.remove());

  const refusal = (...args: string[]) => refusalIn(folder, ...args);

  const asked = (...kubeconfig: string[]) =>
    refusal(
      ...['render', '-f', spec, '--context', 'eu', '--stage', 'policies'],
      ...kubeconfig,
    );
  const refused = (text: string) =>
    asked('--kubeconfig', folder.file('kubeconfig', text));

  it.each([
    ['broken YAML', 'clusters:\n  - name: "a\n', ':3:1: this is not YAML: '],
    ['a list', '- a\n', ':1:1: is a list; a mapping is accepted'],
    ['no document', '# nothing\n', ':1: a kubeconfig is one document'],
    ['two documents', 'kind: Config\n---\nkind: Config\n', ':3:1: a kubecon'],
    [
      'a mapping where a list belongs',
      'kind: Config\ncontexts:\n  eu: {}\n',
      ':2:1: contexts: is a mapping; a list is accepted',
    ],
    [
      'no context of that name',
      kubeconfigYaml({}).replace('name: eu', 'name: us'),
      ":8:1: contexts: none is called 'eu', as --context says; accepted: us",
    ],
    [
      'no contexts at all',
      'kind: Config\n',
      ":1:1: contexts: none is called 'eu', as --context says; there are none",
    ],
    [
      'a context without a cluster of that name',
      kubeconfigYaml({ context: 'cluster: two' }),
      ":10:16: context eu: contexts[0].context.cluster: no cluster is called 'two'; accepted: one",
    ],
    [
      'a context without a user of that name',
      kubeconfigYaml({ context: 'cluster: one, user: you' }),
      ":10:30: context eu: contexts[0].context.user: no user is called 'you'; accepted: me",
    ],
    [
      'a name that is there twice',
      `${kubeconfigYaml(
        {},
      )}  - name: eu\n    context: { cluster: one, user: me }\n`,
      ":11:5: context eu: contexts[1].name: 'eu' is there a second time, after kubeconfig:9:5",
    ],
    [
      'a cluster without an address',
      kubeconfigYaml({ cluster: 'insecure-skip-tls-verify: true' }),
      ':4:5: clusters[0].cluster.server: is missing; text is accepted',
    ],
    [
      'an address without a protocol',
      kubeconfigYaml({ cluster: 'server: "api.example.org:6443"' }),
      ":4:16: cluster one: clusters[0].cluster.server: it is 'api.example.org:6443'; an address such as https://",
    ],
    [
      'plain HTTP, with a password',
      kubeconfigYaml({ cluster: 'server: http://me:se-cret@api.example' }),
      "server: it is 'http://api.example'; an address such as https://api.example.org:6443 is accepted, or http together with insecure-skip-tls-verify",
    ],
    [
      'a proxy that is no address',
      kubeconfigYaml({ cluster: 'server: https://a, proxy-url: proxy' }),
      ':4:35: cluster one: clusters[0].cluster.proxy-url: it is no address',
    ],
    [
      'a CA that is not base64',
      kubeconfigYaml({
        cluster: 'server: https://a, certificate-authority-data: "***"',
      }),
      ':4:35: cluster one: clusters[0].cluster.certificate-authority-data: it is not base64; PEM with a block BEGIN CERTIFICATE in base64 is accepted',
    ],
    [
      'a CA that is not PEM',
      kubeconfigYaml({
        cluster: `server: https://a, certificate-authority-data: ${base64(
          'x',
        )}`,
      }),
      'certificate-authority-data: PEM with a block BEGIN CERTIFICATE is accepted',
    ],
    [
      'a CA that cannot be read',
      kubeconfigYaml({
        cluster: `server: https://a, certificate-authority-data: ${base64(
          broken,
        )}`,
      }),
      'certificate-authority-data: line 3 of what is decoded: the block BEGIN CERTIFICATE cannot be read',
    ],
    [
      "a CA's file that is not there",
      kubeconfigYaml({
        cluster: 'server: https://a, certificate-authority: none.pem',
      }),
      ':4:35: cluster one: clusters[0].cluster.certificate-authority: none.pem cannot be read; the path of a PEM file is accepted',
    ],
    [
      "a token's file that is not there",
      kubeconfigYaml({ user: 'tokenFile: none' }),
      ':7:13: user me: users[0].user.tokenFile: none cannot be read',
    ],
    [
      'a token that is a number',
      kubeconfigYaml({ user: 'token: 17' }),
      ':7:13: users[0].user.token: is a number; text is accepted',
    ],
    [
      'a program without a command',
      kubeconfigYaml({ user: 'exec: { args: [a] }' }),
      ':7:13: users[0].user.exec.command: is missing; text is accepted',
    ],
    [
      'a client certificate without its key',
      kubeconfigYaml({ user: 'client-certificate: broken.pem' }),
      'user me: users[0].user.client-certificate: it is there without client-key or client-key-data',
    ],
    [
      'a client key that cannot be read',
      kubeconfigYaml({
        user: `client-certificate: broken.pem, client-key-data: ${base64(
          '-----BEGIN PRIVATE KEY-----\nse-cret\n-----END PRIVATE KEY-----\n',
        )}`,
      }),
      'user me: users[0].user.client-key-data: line 2 of what is decoded: the block BEGIN PRIVATE KEY cannot be read',
    ],
  ])('at its line: %s', async (_, text, expected) => {
    expect(await refused(text)).toContain(
      expected.startsWith(':') ? `kubeconfig${expected}` : expected,
    );
  });

  it("at the line of a CA's own file", async () => {
    const text = kubeconfigYaml({
      cluster: 'server: https://a, certificate-authority: broken.pem',
    });
    expect(await refused(text)).toBe(
      'broken.pem:4: cluster one: clusters[0].cluster.certificate-authority: the block BEGIN CERTIFICATE cannot be read\n',
    );
  });

  it('at the line that is not UTF-8', async () => {
    const file = folder.file('latin', '');
    writeFileSync(file, Buffer.from('kind: Config\n# Gr\xfc\xdfe\n', 'latin1'));
    expect(await asked('--kubeconfig', file)).toBe(
      'latin:2: this line is not text in UTF-8, which is accepted\n',
    );
  });

  it('of several files, at the line of each', async () => {
    const before = process.env.KUBECONFIG;
    const one = folder.file('one', kubeconfigYaml({}));
    const two = folder.file('two', kubeconfigYaml({}));
    process.env.KUBECONFIG = [one, two].join(path.delimiter);
    try {
      expect(await asked()).toContain(
        "two:9:5: context eu: contexts[0].name: 'eu' is there a second time, after one:9:5",
      );
    } finally {
      process.env.KUBECONFIG = before;
    }
  });

  it('says of which a cluster does not answer', async () => {
    const server = 'http://127.0.0.1:9';
    const file = folder.file(
      'kubeconfig',
      kubeconfigYaml({
        cluster: `server: "${server}", insecure-skip-tls-verify: true`,
      }),
    );
    const place = `kubeconfig:9:5: context eu (${server})`;
    expect(await asked('--kubeconfig', file)).toContain(
      `${place} could not be asked`,
    );
    const of = ['--context', 'eu', '--kubeconfig', file];
    expect(await refusal('plan', '-f', spec, ...of)).toContain(place);
    expect(await refusal('verify', ...of)).toContain(
      `${place} could not be asked`,
    );
  });
});
