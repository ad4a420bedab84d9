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

import { once } from 'node:events';
import { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:tls';
import { Identity, TestAuthority } from '../../__testUtils__/TestAuthority';
import { runCli, TestFolder } from '../../__testUtils__/TestFolder';

/** What a client says of a server that presents this, if it refuses it. */
async function refusalOf({ cert, key }: Identity, ca: string) {
  const server = createServer({ cert, key });
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, servername: 'chat.example.org', ca });
  try {
    await once(socket, 'secureConnect');
    return undefined;
  } catch (error) {
    return String(error);
  } finally {
    socket.destroy();
    server.close();
  }
}

describe('trust', () => {
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
        certificates: { management: 'external' },
      },
    }),
  );
  let root: TestAuthority;
  let policy: TestAuthority;
  let issuing: TestAuthority;
  let own: Identity;

  beforeAll(async () => {
    root = await TestAuthority.create('Root CA');
    policy = await root.intermediate('Policy CA');
    issuing = await policy.intermediate('Issuing CA');
    own = await issuing.issue();
  });

  /** The rows of `trust` and `handshake`, and the exit code. */
  async function check(cert: string, bundle: string) {
    const { code, out } = await runCli(
      ...['tls', 'check', '-f', spec, '-o', 'json'],
      ...['--cert', folder.file('tls.crt', cert)],
      ...['--key', folder.file('tls.key', own.key)],
      ...['--ca', folder.file('ca.pem', bundle)],
    );
    const { results } = JSON.parse(out);
    return { code, results: results.slice(6) };
  }

  const fine = [
    { check: 'trust', problems: [] },
    { check: 'handshake', problems: [] },
  ];

  it('warns of an intermediate that only the bundle has: clients with the root alone refuse the server', async () => {
    const bundle = `${root.pem}${policy.pem}${issuing.pem}`;
    expect(await refusalOf(own, bundle)).toBeUndefined();
    expect(await refusalOf(own, root.pem)).toContain(
      'unable to verify the first certificate',
    );

    expect(await check(own.cert, bundle)).toEqual({
      code: 0,
      results: [
        {
          check: 'trust',
          problems: [
            {
              severity: 'warning',
              message:
                "CN=Issuing CA, which signs CN=chat.example.org, is no root: clients that trust CN=Policy CA alone refuse this. It belongs behind CN=chat.example.org in the certificate's file",
            },
          ],
        },
        { check: 'handshake', problems: [] },
      ],
    });
  });

  it('warns as well where the chain ends half-way, and its end is in the bundle', async () => {
    const chain = `${own.cert}${issuing.pem}`;
    const bundle = `${root.pem}${policy.pem}${issuing.pem}`;
    expect(await refusalOf({ ...own, cert: chain }, root.pem)).toContain(
      'unable to get local issuer certificate',
    );

    const { code, results } = await check(chain, bundle);
    expect(code).toBe(0);
    expect(results[0].problems).toMatchObject([
      {
        severity: 'warning',
        message: expect.stringContaining(
          'CN=Policy CA, which signs CN=Issuing CA, is no root',
        ),
      },
    ]);
  });

  it.each<[string, () => [chain: string, bundle: string, below: string]]>([
    [
      'the end of the chain alone',
      () => [`${own.cert}${issuing.pem}`, issuing.pem, 'CN=Issuing CA'],
    ],
    [
      'intermediates above the chain alone',
      () => [own.cert, `${issuing.pem}${policy.pem}`, 'CN=Policy CA'],
    ],
  ])('fails where the bundle has %s, and no root', async (_, given) => {
    const [chain, bundle, below] = given();
    expect(await refusalOf({ ...own, cert: chain }, bundle)).toContain(
      'unable to get',
    );

    expect(await check(chain, bundle)).toEqual({
      code: 1,
      results: [
        {
          check: 'trust',
          problems: [
            {
              severity: 'error',
              message: expect.stringContaining(
                `--ca lacks the root above ${below}`,
              ),
            },
          ],
        },
      ],
    });
  });

  it('finds nothing wrong with a whole chain, whatever else the bundle has', async () => {
    const chain = `${own.cert}${issuing.pem}${policy.pem}`;
    expect(await refusalOf({ ...own, cert: chain }, root.pem)).toBeUndefined();

    expect(await check(chain, root.pem)).toEqual({ code: 0, results: fine });
    expect(
      await check(chain, `${issuing.pem}${policy.pem}${root.pem}`),
    ).toEqual({ code: 0, results: fine });
  });
});
