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

import {
  AuthorityWish,
  ec,
  ed25519,
  forClients,
  permitting,
  rsa,
  TestAuthority,
} from '../../__testUtils__/TestAuthority';
import { runCli, TestFolder } from '../../__testUtils__/TestFolder';
import { KeyUsageFlags } from '../x509';

jest.setTimeout(60_000);

describe('handshake with what an issuer signs', () => {
  const folder = new TestFolder();
  afterAll(() => folder.remove());
  const spec = folder.file(
    'spec.yaml',
    JSON.stringify({
      apiVersion: 'matrix-network.io/v1',
      kind: 'MatrixCluster',
      metadata: { name: 'chat-eu' },
      spec: {
        kubernetesCluster: 'prod',
        domain: 'chat.example.org',
        targetCcu: 1000,
        certificates: {
          issuer: 'organisation-ca',
          organisationCaSecret: 'our-ca',
        },
      },
    }),
  );

  /** The errors, each with its check, and the exit code. */
  async function check(cert: string, key: string, ca?: string) {
    const { code, out, err } = await runCli(
      ...['tls', 'check', '-f', spec, '--purpose', 'issuer', '-o', 'json'],
      ...['--cert', folder.file('ca.crt', cert)],
      ...['--key', folder.file('ca.key', key)],
      ...(ca ? ['--ca', folder.file('ca.pem', ca)] : []),
    );
    expect(err).toBe('');
    const results: {
      check: string;
      problems: { severity: string; message: string }[];
    }[] = JSON.parse(out).results;
    return {
      code,
      checks: results.map(({ check: title }) => title),
      errors: results.flatMap(({ check: title, problems }) =>
        problems
          .filter(({ severity }) => severity === 'error')
          .map(({ message }) => `${title}: ${message}`),
      ),
    };
  }

  const checks = [
    'key',
    'chain',
    'purpose',
    'dates',
    'algorithms',
    'trust',
    'handshake',
  ];

  it.each<[string, AuthorityWish]>([
    ['P-256', {}],
    ['P-384', { algorithm: ec('P-384', 'SHA-384') }],
    ['P-521', { algorithm: ec('P-521', 'SHA-512') }],
    ['RSA', { algorithm: rsa(2048) }],
    ['Ed25519', { algorithm: ed25519 }],
    [
      'no authority allowed below it, and this domain alone',
      { pathLength: 0, extensions: [permitting('example.org')] },
    ],
  ])('succeeds: %s', async (_, wish) => {
    const fine = { code: 0, checks, errors: [] };
    const root = await TestAuthority.create('Organisation CA', wish);
    const own = await root.identity();
    expect(await check(own.cert, own.key)).toEqual(fine);
    expect(await check(own.cert, own.key, root.pem)).toEqual(fine);

    const above = await TestAuthority.create('Root CA');
    const issuing = await above.intermediate('Issuing CA', wish);
    const below = await issuing.identity();
    expect(await check(below.cert, below.key)).toEqual(fine);
    expect(await check(below.cert, below.key, above.pem)).toEqual(fine);
    expect(await check(`${below.cert}${above.pem}`, below.key)).toEqual(fine);
  });

  it('fails under names that the CA must not sign for', async () => {
    const elsewhere = {
      pathLength: 0,
      extensions: [permitting('other.example')],
    };
    const refused = (subject: string) => ({
      code: 1,
      checks,
      errors: ['chat.example.org', '*.chat.example.org'].map(
        name =>
          `handshake: a client refuses a certificate for ${name} that ${subject} has signed: permitted subtree violation`,
      ),
    });
    const root = await TestAuthority.create('Organisation CA', elsewhere);
    const own = await root.identity();
    expect(await check(own.cert, own.key)).toEqual(
      refused('CN=Organisation CA'),
    );

    const above = await TestAuthority.create('Root CA');
    const issuing = await above.intermediate('Issuing CA', elsewhere);
    const below = await issuing.identity();
    expect(await check(below.cert, below.key)).toEqual(
      refused('CN=Issuing CA'),
    );
    expect(await check(below.cert, below.key, above.pem)).toEqual(
      refused('CN=Issuing CA'),
    );
  });

  it('fails where one above allows no CA below the next, or none of these names', async () => {
    const strict = await TestAuthority.create('Root CA', { pathLength: 0 });
    const middle = await strict.intermediate('Issuing CA');
    const own = await middle.identity();
    expect((await check(own.cert, own.key, strict.pem)).errors).toEqual([
      expect.stringContaining('path length constraint exceeded'),
      expect.stringContaining('path length constraint exceeded'),
    ]);

    const narrow = await TestAuthority.create('Root CA', {
      extensions: [permitting('www.chat.example.org')],
    });
    const issuing = await narrow.intermediate('Issuing CA');
    const below = await issuing.identity();
    expect(
      (await check(`${below.cert}${narrow.pem}`, below.key)).errors,
    ).toHaveLength(2);
  });

  it('fails where the CA is for certificates of clients alone, or its key must not sign', async () => {
    const root = await TestAuthority.create('Root CA');
    const clients = await root.intermediate('Clients CA', {
      extensions: [forClients],
    });
    const own = await clients.identity();
    expect((await check(own.cert, own.key, root.pem)).errors).toEqual([
      expect.stringContaining('unsuitable certificate purpose'),
      expect.stringContaining('unsuitable certificate purpose'),
    ]);

    const lists = await root.intermediate('Lists CA', {
      usages: KeyUsageFlags.cRLSign,
    });
    const other = await lists.identity();
    expect((await check(other.cert, other.key)).errors).toEqual([
      expect.stringContaining('purpose: CN=Lists CA may not sign certificates'),
    ]);
  });

  it('is left out where the clients given have no root, which trust says', async () => {
    const issuing = await (
      await TestAuthority.create('Root CA')
    ).intermediate('Issuing CA');
    const own = await issuing.identity();

    const {
      code,
      checks: made,
      errors,
    } = await check(own.cert, own.key, issuing.pem);
    expect({ code, made, errors }).toEqual({
      code: 1,
      made: checks.slice(0, -1),
      errors: [
        expect.stringContaining(
          'trust: --ca lacks the root above CN=Issuing CA, which is CN=Root CA',
        ),
      ],
    });
  });

  it('fails where the clients given do not trust the CA', async () => {
    const own = await (await TestAuthority.create('Root CA')).identity();
    const other = await TestAuthority.create('Other CA');
    expect((await check(own.cert, own.key, other.pem)).errors).toEqual([
      expect.stringContaining('trust: no authority of the bundle signs'),
    ]);
  });
});
