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

// @peculiar/x509 needs it, before anything else of it is loaded.
import 'reflect-metadata';
import { AddressInfo, createServer, Server, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 24 * 60 * 60 * 1_000;

async function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function privatePem(key: CryptoKey): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', key));
  return `-----BEGIN PRIVATE KEY-----\n${der.toString(
    'base64',
  )}\n-----END PRIVATE KEY-----\n`;
}

/** A certificate and its key, PEM. */
export interface Identity {
  cert: string;
  key: string;
}

/** A certification authority of the test's own. */
export class TestAuthority {
  private constructor(
    private readonly certificate: X509Certificate,
    private readonly keys: CryptoKeyPair,
  ) {}

  static async create(): Promise<TestAuthority> {
    const keys = await newKeys();
    const certificate = await X509CertificateGenerator.createSelfSigned({
      name: 'CN=Test CA',
      keys,
      notBefore: new Date(Date.now() - 100 * DAY_MS),
      notAfter: new Date(Date.now() + 100 * DAY_MS),
      signingAlgorithm: algorithm,
      extensions: [new BasicConstraintsExtension(true, undefined, true)],
    });
    return new TestAuthority(certificate, keys);
  }

  get pem(): string {
    return this.certificate.toString('pem');
  }

  /** A certificate for these names that expires in so many days. */
  async issue(dnsNames: string[], days: number): Promise<Identity> {
    const keys = await newKeys();
    const certificate = await X509CertificateGenerator.create({
      subject: `CN=${dnsNames[0]}`,
      issuer: this.certificate.subject,
      notBefore: new Date(Date.now() - 90 * DAY_MS),
      notAfter: new Date(Date.now() + days * DAY_MS),
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      signingAlgorithm: algorithm,
      extensions: [sanOf(dnsNames)],
    });
    return {
      cert: certificate.toString('pem'),
      key: await privatePem(keys.privateKey),
    };
  }
}

export async function selfSigned(dnsNames: string[]): Promise<Identity> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${dnsNames[0]}`,
    keys,
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + 30 * DAY_MS),
    signingAlgorithm: algorithm,
    extensions: [sanOf(dnsNames)],
  });
  return {
    cert: certificate.toString('pem'),
    key: await privatePem(keys.privateKey),
  };
}

function sanOf(dnsNames: string[]) {
  return new SubjectAlternativeNameExtension(
    dnsNames.map(value => ({ type: 'dns' as const, value })),
  );
}

/** Servers on loopback, closed together. */
export class TestServers {
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();

  /** Speaks TLS with this certificate; returns its port. */
  tls(identity: Identity): Promise<number> {
    return this.#listen(createTlsServer(identity));
  }

  /** Does with each connection what it is told. */
  tcp(onConnection: (socket: Socket) => void): Promise<number> {
    return this.#listen(createServer(onConnection));
  }

  async close(): Promise<void> {
    this.#sockets.forEach(socket => socket.destroy());
    await Promise.all(
      this.#servers.map(
        server => new Promise(resolve => server.close(resolve)),
      ),
    );
  }

  async #listen(server: Server): Promise<number> {
    this.#servers.push(server);
    server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('error', () => {});
    });
    server.on('tlsClientError', () => {});
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address: AddressInfo | string | null = server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('The server has no port');
    }
    return address.port;
  }
}
