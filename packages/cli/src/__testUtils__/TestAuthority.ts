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

import { KeyObject } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  Extension,
  GeneralNames,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '../tls/x509';

/** On a curve that cert-manager signs with. */
export const ec = (namedCurve: string, hash: string) => ({
  name: 'ECDSA',
  namedCurve,
  hash,
});

const ecdsa = ec('P-256', 'SHA-256');
const DAY_MS = 24 * 60 * 60 * 1000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);

/** RSA, for keys that are too short and hashes that are too old. */
export const rsa = (modulusLength: number, hash = 'SHA-256') => ({
  name: 'RSASSA-PKCS1-v1_5',
  hash,
  modulusLength,
  publicExponent: new Uint8Array([1, 0, 1]),
});

/** Which browsers do not take. */
export const ed25519 = { name: 'Ed25519' as const };

type KeyAlgorithm =
  | ReturnType<typeof ec>
  | ReturnType<typeof rsa>
  | typeof ed25519;

async function newKeys(algorithm: KeyAlgorithm): Promise<CryptoKeyPair> {
  if ('namedCurve' in algorithm) {
    return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  }
  return 'hash' in algorithm
    ? crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
    : crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

function privatePem(key: CryptoKey): string {
  return KeyObject.from(key)
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
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

const der = (tag: number, content: ArrayBuffer) =>
  new Uint8Array([tag, content.byteLength, ...new Uint8Array(content)]).buffer;

/**
 * Name constraints, critical: an authority for this domain and nothing else. The
 * library has no class for them; one subtree reads as a list of one general name.
 */
export function permitting(domain: string): Extension {
  const subtree = new GeneralNames([{ type: 'dns', value: domain }]).rawData;
  return new Extension('2.5.29.30', true, der(0x30, der(0xa0, subtree)));
}

/** What an authority is to be like. */
export interface AuthorityWish {
  algorithm?: KeyAlgorithm;
  /** How many others there may be below it, one below the other. */
  pathLength?: number;
  usages?: KeyUsageFlags;
  extensions?: Extension[];
}

const authorityExtensions = ({
  pathLength,
  usages = KeyUsageFlags.keyCertSign,
  extensions = [],
}: AuthorityWish) => [
  new BasicConstraintsExtension(true, pathLength, true),
  new KeyUsagesExtension(usages, true),
  ...extensions,
];

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
    wish: AuthorityWish = {},
  ): Promise<TestAuthority> {
    const { algorithm = ecdsa } = wish;
    const keys = await newKeys(algorithm);
    const certificate = await X509CertificateGenerator.createSelfSigned({
      name: `CN=${name}`,
      keys,
      notBefore: daysFromNow(-4000),
      notAfter: daysFromNow(3650),
      signingAlgorithm: algorithm,
      extensions: authorityExtensions(wish),
    });
    return new TestAuthority(certificate, keys, algorithm);
  }

  get pem(): string {
    return `${this.certificate.toString('pem')}\n`;
  }

  async identity(): Promise<Identity> {
    return { cert: this.pem, key: privatePem(this.keys.privateKey) };
  }

  /** An authority below this one. */
  async intermediate(
    name: string,
    wish: AuthorityWish = {},
  ): Promise<TestAuthority> {
    const { algorithm = ecdsa } = wish;
    const keys = await newKeys(algorithm);
    const certificate = await this.#sign(`CN=${name}`, keys, {
      days: 1000,
      extensions: authorityExtensions(wish),
    });
    return new TestAuthority(certificate, keys, algorithm);
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
      key: privatePem(keys.privateKey),
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
