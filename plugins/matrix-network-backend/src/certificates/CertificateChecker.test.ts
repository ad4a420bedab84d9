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

import { LookupAddress } from 'node:dns';
import { createServer } from 'node:net';
import { CertificateCheck } from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  selfSigned,
  TestAuthority,
  TestServers,
} from '../__testUtils__/tlsServers';
import { AddressPolicy } from './AddressPolicy';
import { CertificateChecker } from './CertificateChecker';

const host = 'chat.example.org';
const servers = new TestServers();
let authority: TestAuthority;

beforeAll(async () => {
  authority = await TestAuthority.create();
});

afterAll(() => servers.close());

function check(
  port: number,
  options: {
    allowed?: string[];
    resolve?: (name: string) => Promise<LookupAddress[]>;
    timeoutMs?: number;
  } = {},
): Promise<CertificateCheck> {
  return new CertificateChecker({
    addresses: new AddressPolicy(options.allowed ?? ['127.0.0.0/8']),
    timeoutMs: options.timeoutMs ?? 5_000,
    authorities: [authority.pem],
    resolve:
      options.resolve ?? (async () => [{ address: '127.0.0.1', family: 4 }]),
  }).check(host, port);
}

describe('CertificateChecker', () => {
  it('shows a certificate that is as it should be', async () => {
    const port = await servers.tls(
      await authority.issue([host, 'alt.example.org'], 30.5),
    );
    await expect(check(port)).resolves.toMatchObject({
      outcome: 'presented',
      host,
      port,
      address: '127.0.0.1',
      protocol: 'TLSv1.3',
      trusted: true,
      trustError: undefined,
      nameMatches: true,
      daysLeft: 30,
      chain: [
        {
          subject: `CN=${host}`,
          issuer: 'CN=Test CA',
          dnsNames: [host, 'alt.example.org'],
          fingerprint256: expect.stringMatching(/^([0-9A-F]{2}:){31}/),
        },
        { subject: 'CN=Test CA' },
      ],
    });
  });

  it('shows one that has expired, and since when', async () => {
    const port = await servers.tls(await authority.issue([host], -2.5));
    await expect(check(port)).resolves.toMatchObject({
      outcome: 'presented',
      trusted: false,
      trustError: 'certificate has expired',
      daysLeft: -3,
    });
  });

  it('shows one that is made out to another name, though it is trusted', async () => {
    const port = await servers.tls(
      await authority.issue(['other.example.org'], 30),
    );
    await expect(check(port)).resolves.toMatchObject({
      outcome: 'presented',
      trusted: true,
      nameMatches: false,
    });
  });

  it('shows a self-signed one', async () => {
    const port = await servers.tls(await selfSigned([host]));
    await expect(check(port)).resolves.toMatchObject({
      outcome: 'presented',
      trusted: false,
      trustError: 'self-signed certificate',
      nameMatches: true,
      chain: [{ subject: `CN=${host}`, issuer: `CN=${host}` }],
    });
  });

  it('says when the server does not speak TLS', async () => {
    const port = await servers.tcp(socket =>
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    );
    await expect(check(port)).resolves.toMatchObject({
      outcome: 'failed',
      reason: 'notTls',
    });
  });

  it('says when the server closes before the handshake', async () => {
    const port = await servers.tcp(socket => socket.end());
    await expect(check(port)).resolves.toMatchObject({
      outcome: 'failed',
      reason: 'notTls',
    });
  });

  it('gives up on a server that accepts and then says nothing', async () => {
    const port = await servers.tcp(() => {});
    await expect(check(port, { timeoutMs: 200 })).resolves.toMatchObject({
      outcome: 'failed',
      reason: 'timeout',
      message: '127.0.0.1 gave no answer within 0.2 s',
    });
  });

  it('gives up on a server that drips bytes for ever', async () => {
    const port = await servers.tcp(socket => {
      // A TLS record header that promises far more than ever comes.
      socket.write(Buffer.from([0x16, 0x03, 0x03, 0x40, 0x00]));
      const drip = setInterval(() => socket.write(Buffer.alloc(1)), 20);
      socket.on('close', () => clearInterval(drip));
    });
    const result = await check(port, { timeoutMs: 300 });
    expect(result).toMatchObject({ outcome: 'failed' });
  });

  it('says when nothing listens', async () => {
    const port = await new Promise<number>(resolve => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const address = probe.address();
        const free =
          address !== null && typeof address === 'object' ? address.port : 0;
        probe.close(() => resolve(free));
      });
    });
    await expect(check(port)).resolves.toMatchObject({
      outcome: 'failed',
      reason: 'refused',
    });
  });

  it('says when DNS does not know the name', async () => {
    await expect(
      check(443, {
        resolve: async () => {
          throw new Error('getaddrinfo ENOTFOUND');
        },
      }),
    ).resolves.toMatchObject({
      outcome: 'failed',
      reason: 'nameNotResolved',
      message: `DNS has no address for ${host}`,
    });
  });

  it('gives up on a resolver that never answers', async () => {
    await expect(
      check(443, { resolve: () => new Promise(() => {}), timeoutMs: 100 }),
    ).resolves.toMatchObject({ outcome: 'failed', reason: 'timeout' });
  });

  it('does not connect to an address that is refused', async () => {
    const connected = jest.fn();
    const port = await servers.tcp(connected);
    await expect(check(port, { allowed: [] })).resolves.toMatchObject({
      outcome: 'failed',
      reason: 'forbiddenAddress',
    });
    expect(connected).not.toHaveBeenCalled();
  });

  it('turns away more checks than it makes at once', async () => {
    const checker = new CertificateChecker({
      addresses: new AddressPolicy([]),
      timeoutMs: 100,
      resolve: () => new Promise(() => {}),
    });
    const results = await Promise.all(
      Array.from({ length: 25 }, () => checker.check(host, 443)),
    );
    const reasons = results.map(result =>
      result.outcome === 'failed' ? result.reason : result.outcome,
    );
    expect(reasons.filter(reason => reason === 'timeout')).toHaveLength(20);
    expect(reasons.filter(reason => reason === 'other')).toHaveLength(5);
    await expect(checker.check(host, 443)).resolves.toMatchObject({
      reason: 'timeout',
    });
  });

  it('resolves once, and connects to the address that it judged', async () => {
    const port = await servers.tls(await authority.issue([host], 30));
    const resolve = jest
      .fn<Promise<LookupAddress[]>, [string]>()
      .mockResolvedValueOnce([
        { address: '169.254.169.254', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ]);
    await expect(check(port, { resolve })).resolves.toMatchObject({
      outcome: 'presented',
      address: '127.0.0.1',
    });
    expect(resolve).toHaveBeenCalledTimes(1);
  });
});
