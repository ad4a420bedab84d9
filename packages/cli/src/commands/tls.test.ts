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

import { generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import { parse } from 'yaml';
import { runCli, TestFolder } from '../__testUtils__/TestFolder';
import {
  forClients,
  Identity,
  rsa,
  TestAuthority,
} from '../__testUtils__/TestAuthority';

jest.setTimeout(60_000);

const specYaml = (certificates: string) => `apiVersion: matrix-network.io/v1
kind: MatrixCluster
metadata: { name: chat-eu }
spec:
  kubernetesCluster: prod
  namespace: chat
  domain: chat.example.org
  targetCcu: 1000
  certificates: ${certificates}
`;

describe('tls', () => {
  const folder = new TestFolder();
  afterAll(() => folder.remove());
  const spec = folder.file('spec.yaml', specYaml('{ management: external }'));
  let root: TestAuthority;
  let intermediate: TestAuthority;
  let good: Identity;
  let ca: string;
  let count = 0;

  beforeAll(async () => {
    root = await TestAuthority.create('Example Root CA');
    intermediate = await root.intermediate('Example Issuing CA');
    good = await intermediate.issue();
    ca = folder.file('ca.pem', root.pem);
  });

  function filesOf(cert: string, key: string): string[] {
    count += 1;
    return [
      '--cert',
      folder.file(`${count}.crt`, cert),
      '--key',
      folder.file(`${count}.key`, key),
    ];
  }

  const check = (cert: string, key: string, ...args: string[]) =>
    runCli('tls', 'check', '-f', spec, ...filesOf(cert, key), ...args);

  const chained = ({ cert }: Identity) => `${cert}${intermediate.pem}`;

  it('finds nothing wrong with a good certificate, and says what it looked at', async () => {
    const { code, out, err } = await check(chained(good), good.key, '--ca', ca);

    expect(err).toBe('');
    expect(out.split('\n').map(line => line.split(/ +/).join(' '))).toEqual([
      'CHECK RESULT WHAT',
      'key fine',
      'chain fine',
      'purpose fine',
      'names fine',
      'dates fine',
      'algorithms fine',
      'trust fine',
      'handshake fine',
      '',
    ]);
    expect(code).toBe(0);
  });

  it('says so where no authorities were given', async () => {
    const { code, out } = await check(chained(good), good.key);

    expect(code).toBe(0);
    expect(out).toContain('trust       warning  not checked: --ca FILE');
  });

  it.each<[string, () => Promise<[string, string]> | [string, string], string]>(
    [
      [
        'the key of another certificate',
        async () => [chained(good), (await root.issue()).key],
        'the private key is not the one of CN=chat.example.org',
      ],
      [
        'a chain upside down',
        () => [`${intermediate.pem}${good.cert}`, good.key],
        'the right order is CN=chat.example.org, then CN=Example Issuing CA',
      ],
      [
        'a stranger in the chain',
        async () => [
          `${good.cert}${(await TestAuthority.create('Other CA')).pem}`,
          good.key,
        ],
        'CN=chat.example.org is not signed by CN=Other CA, which comes next in the file; its issuer is CN=Example Issuing CA',
      ],
      [
        'an intermediate that was forgotten',
        () => [good.cert, good.key],
        'no authority of the bundle signs CN=chat.example.org; its issuer is CN=Example Issuing CA',
      ],
      [
        'a name that is missing',
        async () => {
          const own = await intermediate.issue({ names: ['chat.example.org'] });
          return [chained(own), own.key];
        },
        '*.chat.example.org is not covered; the certificate is for chat.example.org',
      ],
      [
        'a common name alone',
        async () => {
          const own = await intermediate.issue({ names: [] });
          return [chained(own), own.key];
        },
        'has no DNS name among its subject alternative names',
      ],
      [
        'a certificate that has expired',
        async () => {
          const own = await intermediate.issue({ from: -90, days: -2 });
          return [chained(own), own.key];
        },
        'CN=chat.example.org expired on 20',
      ],
      [
        'a certificate that is not valid yet',
        async () => {
          const own = await intermediate.issue({ from: 2 });
          return [chained(own), own.key];
        },
        'CN=chat.example.org is valid from 20',
      ],
      [
        'a short RSA key',
        async () => {
          const own = await intermediate.issue({ keyAlgorithm: rsa(1024) });
          return [chained(own), own.key];
        },
        'has an RSA key of 1024 bits; accepted: 2048 and more',
      ],
      [
        'a signature over SHA-1',
        async () => {
          const old = await TestAuthority.create('Old CA', {
            algorithm: rsa(2048, 'SHA-1'),
          });
          const own = await old.issue();
          return [own.cert, own.key];
        },
        'is signed with RSASSA-PKCS1-v1_5 over SHA-1; accepted: SHA-256',
      ],
      [
        'a certificate for clients',
        async () => {
          const own = await intermediate.issue({ extensions: [forClients] });
          return [chained(own), own.key];
        },
        'is not for servers (extended key usage 1.3.6.1.5.5.7.3.2',
      ],
      [
        "the authority's own",
        async () => {
          const own = await root.identity();
          return [own.cert, own.key];
        },
        'is the certificate of an authority, not of a server',
      ],
      [
        'a server that signs',
        async () => {
          const own = await intermediate.issue();
          const server = await root.issue();
          return [`${own.cert}${server.cert}`, own.key];
        },
        'CN=chat.example.org may not sign certificates',
      ],
    ],
  )('finds %s', async (_, make, expected) => {
    const [cert, key] = await make();
    const { code, out, err } = await check(cert, key, '--ca', ca);

    expect(err).toBe('');
    expect(out).toContain(expected);
    expect(code).toBe(1);
  });

  it('finds by a handshake what only OpenSSL knows', async () => {
    const last = await root.intermediate('Last CA', { pathLength: 0 });
    const below = await last.intermediate('CA too many');
    const own = await below.issue();
    const { code, out } = await check(
      `${own.cert}${below.pem}${last.pem}`,
      own.key,
      '--ca',
      ca,
    );

    expect(out).toMatch(
      /handshake +error +a client refuses chat\.example\.org: path length constraint exceeded/,
    );
    expect(code).toBe(1);
  });

  it('warns of what will be wrong soon, or for some', async () => {
    const soon = await intermediate.issue({ days: 10 });
    expect((await check(chained(soon), soon.key)).out).toMatch(
      /dates +warning +CN=chat\.example\.org expires on \S+, in \d+ days/,
    );
    const long = await intermediate.issue({ days: 900 });
    expect((await check(chained(long), long.key)).out).toContain(
      "Apple's systems refuse more than 825",
    );
    const whole = `${chained(good)}${root.pem}`;
    const withRoot = await check(whole, good.key, '--ca', ca);
    expect(withRoot.code).toBe(0);
    expect(withRoot.out).toContain(
      'CN=Example Root CA at the end signs itself',
    );
  });

  it('asks for the hosts that the spec lists, where it does', async () => {
    const hosts = folder.file(
      'hosts.yaml',
      specYaml(
        '{ management: external, hosts: [matrix.chat.example.org, chat.example.org] }',
      ),
    );
    const own = await intermediate.issue({
      names: ['chat.example.org', 'matrix.chat.example.org'],
    });
    const files = filesOf(chained(own), own.key);

    expect(
      await runCli('tls', 'check', '-f', hosts, ...files, '--ca', ca),
    ).toMatchObject({ code: 0 });
    const { out } = await runCli(
      ...['tls', 'check', '-f', hosts, ...files, '-o', 'json'],
    );
    expect(JSON.parse(out).certificate).toMatchObject({
      subject: 'CN=chat.example.org',
      issuer: 'CN=Example Issuing CA',
      dnsNames: ['chat.example.org', 'matrix.chat.example.org'],
      needed: ['matrix.chat.example.org', 'chat.example.org'],
    });
  });

  describe('refuses input', () => {
    it('without a certificate, a key, or a file', async () => {
      expect((await check('text', good.key)).err).toContain('no certificate');
      expect((await check(good.cert, 'text')).err).toContain(
        '0 private keys; expected PEM with one block BEGIN PRIVATE KEY',
      );
      const missing = await runCli(
        ...['tls', 'check', '-f', spec, '--cert', '/nowhere.pem', '--key', ca],
      );
      expect(missing.code).toBe(2);
    });

    it('that is encrypted, saying how to decrypt it', async () => {
      const { privateKey } = generateKeyPairSync('ec', {
        namedCurve: 'P-256',
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: {
          type: 'pkcs8',
          format: 'pem',
          cipher: 'aes-256-cbc',
          passphrase: 'secret',
        },
      });
      const { code, err } = await check(good.cert, privateKey);
      expect(code).toBe(2);
      expect(err).toContain('openssl pkey -in');
    });

    it('that is broken, without quoting it', async () => {
      const broken = good.key.replace(/\n.{20}/, '\nAAAAAAAAAAAAAAAAAAAA');
      const { code, out, err } = await check(good.cert, broken);
      expect(code).toBe(2);
      expect(err).toContain('the private key cannot be read');
      const [, secret] = broken.split('\n');
      expect(out + err).not.toContain(secret);
    });
  });

  describe('secret', () => {
    const secret = (files: string[], ...args: string[]) =>
      runCli('tls', 'secret', '-f', spec, ...files, ...args);

    it('prints the Secret for the Ingresses, the key on standard output alone', async () => {
      const { code, out, err } = await secret(filesOf(chained(good), good.key));

      expect(code).toBe(0);
      const manifest = parse(out);
      expect(manifest).toMatchObject({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'matrix-tls', namespace: 'chat' },
        type: 'kubernetes.io/tls',
      });
      const decoded = (key: string) =>
        Buffer.from(manifest.data[key], 'base64').toString();
      expect(decoded('tls.key')).toBe(good.key);
      expect(decoded('tls.crt').match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
      expect(err).toBe(
        'warning: trust: not checked: --ca FILE with the authorities that clients trust does\n',
      );
    });

    it('leaves out of tls.crt whatever else is in the file', async () => {
      const { out } = await secret(
        filesOf(`${good.key}${chained(good)}`, good.key),
      );
      expect(
        Buffer.from(parse(out).data['tls.crt'], 'base64').toString(),
      ).not.toContain('PRIVATE KEY');
    });

    it('prints none for a certificate that will not do, and no key either', async () => {
      const other = await root.issue();
      const { code, out, err } = await secret(
        filesOf(chained(good), other.key),
        '--ca',
        ca,
      );

      expect(code).toBe(1);
      expect(out).toBe('');
      expect(err).toContain('error: key: the private key is not the one');
      expect(err).not.toContain('PRIVATE KEY-');
    });

    it("prints the organisation's CA where cert-manager looks for it", async () => {
      const organisation = folder.file(
        'organisation.yaml',
        specYaml('{ issuer: organisation-ca, organisationCaSecret: our-ca }'),
      );
      const own = await intermediate.identity();
      const { code, out } = await runCli(
        ...['tls', 'secret', '-f', organisation, '--purpose', 'issuer'],
        ...filesOf(`${own.cert}${root.pem}`, own.key),
      );
      expect(code).toBe(0);
      expect(parse(out).metadata).toEqual({
        name: 'our-ca',
        namespace: 'cert-manager',
      });

      const elsewhere = await runCli(
        ...['tls', 'secret', '-f', organisation, '--purpose', 'issuer'],
        ...filesOf(`${own.cert}${root.pem}`, own.key),
        ...['--namespace', 'pki'],
      );
      expect(parse(elsewhere.out).metadata).toEqual({
        name: 'our-ca',
        namespace: 'pki',
      });

      const server = await runCli(
        ...['tls', 'check', '-f', organisation, '--purpose', 'issuer'],
        ...filesOf(good.cert, good.key),
      );
      expect(server.code).toBe(1);
      expect(server.out).toContain('may not sign certificates');
    });

    it("puts the Secret into another namespace than the spec's where told to", async () => {
      const { out } = await secret(
        filesOf(chained(good), good.key),
        ...['-n', 'web'],
      );
      expect(parse(out).metadata).toEqual({
        name: 'matrix-tls',
        namespace: 'web',
      });
    });

    it.each([
      ['--name', 'Matrix TLS'],
      ['--namespace', 'cert.manager'],
    ])('refuses a %s that is none', async (option, value) => {
      const { code, out, err } = await secret(
        filesOf(chained(good), good.key),
        ...[option, value],
      );
      expect(code).toBe(2);
      expect(out).toBe('');
      expect(err).toContain(`${option} '${value}' is not accepted`);
    });
  });

  it('names a folder that is none in its message', async () => {
    const { err } = await runCli(
      ...['tls', 'check', '-f', spec, '--cert', folder.path, '--key', ca],
    );
    expect(err).toContain(path.basename(folder.path));
  });
});
