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
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '../tls/x509';

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 24 * 60 * 60 * 1000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);

/** RSA, for keys that are too short and hashes that are too old. */
export const rsa = (modulusLength: number, hash = 'SHA-256') => ({
  name: 'RSASSA-PKCS1-v1_5',
  hash,
  modulusLength,
  publicExponent: new Uint8Array([1, 0, 1]),
});

type KeyAlgorithm = typeof ecdsa | ReturnType<typeof rsa>;

async function newKeys(algorithm: KeyAlgorithm): Promise<CryptoKeyPair> {
  return 'namedCurve' in algorithm
    ? crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
    : crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function privatePem(key: CryptoKey): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', key));
  return `-----BEGIN PRIVATE KEY-----\n${der
    .toString('base64')
    .replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
}

/** A certificate and its key, PEM. */
export interface Identity {
  cert: string;
  key: string;
}

/** What a certificate is to be like; the rest is as it should be. */
export interface Wish {
  names?: string[];
  from?: number;
  days?: number;
  keyAlgorithm?: KeyAlgorithm;
  hash?: string;
  extensions?: Extension[];
}

/** Usages of a certificate for clients, which servers must not have alone. */
export const forClients = new ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.2']);

/** A certification authority of the test's own. */
export class TestAuthority {
  private constructor(
    private readonly certificate: X509Certificate,
    private readonly keys: CryptoKeyPair,
    private readonly algorithm: KeyAlgorithm,
  ) {}

  /** A root. */
  static async create(
    name: string,
    algorithm: KeyAlgorithm = ecdsa,
    days = 3650,
  ): Promise<TestAuthority> {
    const keys = await newKeys(algorithm);
    const certificate = await X509CertificateGenerator.createSelfSigned({
      name: `CN=${name}`,
      keys,
      notBefore: daysFromNow(-4000),
      notAfter: daysFromNow(days),
      signingAlgorithm: algorithm,
      extensions: [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      ],
    });
    return new TestAuthority(certificate, keys, algorithm);
  }

  get pem(): string {
    return `${this.certificate.toString('pem')}\n`;
  }

  async identity(): Promise<Identity> {
    return { cert: this.pem, key: await privatePem(this.keys.privateKey) };
  }

  /** An authority below this one, with at most so many others below it. */
  async intermediate(
    name: string,
    pathLength?: number,
  ): Promise<TestAuthority> {
    const keys = await newKeys(ecdsa);
    const certificate = await this.#sign(`CN=${name}`, keys, {
      days: 1000,
      extensions: [
        new BasicConstraintsExtension(true, pathLength, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      ],
    });
    return new TestAuthority(certificate, keys, ecdsa);
  }

  /** A server's certificate. */
  async issue(wish: Wish = {}): Promise<Identity> {
    const names = wish.names ?? ['chat.example.org', '*.chat.example.org'];
    const keys = await newKeys(wish.keyAlgorithm ?? ecdsa);
    const certificate = await this.#sign('CN=chat.example.org', keys, {
      ...wish,
      extensions: [
        ...(names.length > 0
          ? [
              new SubjectAlternativeNameExtension(
                names.map(value => ({ type: 'dns' as const, value })),
              ),
            ]
          : []),
        ...(wish.extensions ?? []),
      ],
    });
    return {
      cert: `${certificate.toString('pem')}\n`,
      key: await privatePem(keys.privateKey),
    };
  }

  async #sign(
    subject: string,
    keys: CryptoKeyPair,
    { from = -1, days = 90, hash, extensions }: Wish,
  ): Promise<X509Certificate> {
    return X509CertificateGenerator.create({
      subject,
      issuer: this.certificate.subject,
      notBefore: daysFromNow(from),
      notAfter: daysFromNow(days),
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      signingAlgorithm: { ...this.algorithm, ...(hash && { hash }) },
      extensions,
    });
  }
}
