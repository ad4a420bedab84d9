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

import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(crypto);

/** How long a CA of this cluster is good for. */
const CA_LIFETIME_MS = 10 * 365 * 24 * 3_600_000;

/** `spec.privateKey` of a Certificate, as far as it decides the key. */
export type KeyAlgorithm =
  | { name: 'RSA'; size: 2048 | 3072 | 4096 }
  | { name: 'ECDSA'; size: 256 | 384 | 521 }
  | { name: 'Ed25519' };

/** A certificate authority that lives in this process. */
export interface CertificateAuthority {
  certificate: x509.X509Certificate;
  keys: CryptoKeyPair;
}

export interface IssueOptions {
  dnsNames: readonly string[];
  commonName?: string;
  notBefore: Date;
  notAfter: Date;
  key: KeyAlgorithm;
  isCa?: boolean;
}

/** A certificate and its key as a `kubernetes.io/tls` Secret holds them, in PEM. */
export interface IssuedCertificate {
  /** The certificate, followed by the CA's where one signed it. */
  chain: string;
  privateKey: string;
  /** Certificate of the CA that signed. */
  ca: string;
}

/** Makes a self-signed CA. */
export async function createCertificateAuthority(
  commonName: string,
  now: Date,
): Promise<CertificateAuthority> {
  const keys = await generateKeys({ name: 'ECDSA', size: 256 });
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [commonName] }],
    notBefore: new Date(now.getTime() - 60_000),
    notAfter: new Date(now.getTime() + CA_LIFETIME_MS),
    keys,
    signingAlgorithm: signing({ name: 'ECDSA', size: 256 }),
    extensions: caExtensions(),
  });
  return { certificate, keys };
}

/** Signs a certificate by the CA, with a new key pair. */
export async function issueCertificate(
  authority: CertificateAuthority,
  options: IssueOptions,
): Promise<IssuedCertificate> {
  const keys = await generateKeys(options.key);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: subjectOf(options),
    issuer: authority.certificate.subject,
    notBefore: options.notBefore,
    notAfter: options.notAfter,
    publicKey: keys.publicKey,
    signingKey: authority.keys.privateKey,
    signingAlgorithm: signing({ name: 'ECDSA', size: 256 }),
    extensions: leafExtensions(options),
  });
  const ca = authority.certificate.toString('pem');
  return {
    chain: `${certificate.toString('pem')}\n${ca}\n`,
    privateKey: await privateKeyPem(keys),
    ca: `${ca}\n`,
  };
}

/** A certificate signed by its own key. */
export async function issueSelfSigned(
  options: IssueOptions,
): Promise<IssuedCertificate> {
  const keys = await generateKeys(options.key);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: subjectOf(options),
    notBefore: options.notBefore,
    notAfter: options.notAfter,
    keys,
    signingAlgorithm: signing(options.key),
    extensions: leafExtensions(options),
  });
  const chain = `${certificate.toString('pem')}\n`;
  return { chain, privateKey: await privateKeyPem(keys), ca: chain };
}

/** A private key and a PKCS #10 request for the names, both in PEM. */
export async function createRequest(
  options: Pick<IssueOptions, 'dnsNames' | 'commonName' | 'key'>,
): Promise<{ request: string; privateKey: string }> {
  const keys = await generateKeys(options.key);
  const names = options.dnsNames.map(value => ({
    type: 'dns' as const,
    value,
  }));
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: subjectOf(options),
    keys,
    signingAlgorithm: signing(options.key),
    extensions:
      names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : [],
  });
  return {
    request: `${request.toString('pem')}\n`,
    privateKey: await privateKeyPem(keys),
  };
}

/** Signs what a PKCS #10 request asks for. */
export async function signRequest(
  authority: CertificateAuthority,
  requestPem: string,
  options: Pick<IssueOptions, 'notBefore' | 'notAfter' | 'isCa'>,
): Promise<{ chain: string; ca: string }> {
  const request = new x509.Pkcs10CertificateRequest(requestPem);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: request.subject,
    issuer: authority.certificate.subject,
    notBefore: options.notBefore,
    notAfter: options.notAfter,
    publicKey: request.publicKey,
    signingKey: authority.keys.privateKey,
    signingAlgorithm: signatureOf(authority),
    extensions: leafExtensions({
      dnsNames: namesInRequest(request),
      isCa: options.isCa,
    }),
  });
  const ca = `${authority.certificate.toString('pem')}\n`;
  return { chain: `${certificate.toString('pem')}\n${ca}`, ca };
}

/** Signs a request by the key it was made with. */
export async function selfSignRequest(
  requestPem: string,
  privateKeyText: string,
  options: Pick<IssueOptions, 'notBefore' | 'notAfter' | 'isCa'>,
): Promise<{ chain: string; ca: string }> {
  const request = new x509.Pkcs10CertificateRequest(requestPem);
  const publicKey = await request.publicKey.export();
  const privateKey = await importPrivateKey(privateKeyText, publicKey);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: request.subject,
    notBefore: options.notBefore,
    notAfter: options.notAfter,
    keys: { publicKey, privateKey },
    signingAlgorithm: { ...publicKey.algorithm, hash: 'SHA-256' },
    extensions: leafExtensions({
      dnsNames: namesInRequest(request),
      isCa: options.isCa,
    }),
  });
  const chain = `${certificate.toString('pem')}\n`;
  return { chain, ca: chain };
}

/** What a certificate says of itself; undefined when the text is none. */
export function readCertificate(
  pem: string,
): { notBefore: Date; notAfter: Date; dnsNames: string[] } | undefined {
  try {
    const { notBefore, notAfter, extensions } = new x509.X509Certificate(
      x509.PemConverter.decodeFirst(pem),
    );
    return { notBefore, notAfter, dnsNames: sanOf(extensions) };
  } catch {
    return undefined;
  }
}

/** A private key on its own, in PEM. */
export async function generatePrivateKey(key: KeyAlgorithm): Promise<string> {
  return privateKeyPem(await generateKeys(key));
}

function namesInRequest(request: x509.Pkcs10CertificateRequest): string[] {
  return sanOf(request.extensions);
}

function sanOf(extensions: readonly x509.Extension[]): string[] {
  return extensions
    .filter(
      (extension): extension is x509.SubjectAlternativeNameExtension =>
        extension instanceof x509.SubjectAlternativeNameExtension,
    )
    .flatMap(({ names }) => names.items)
    .filter(({ type }) => type === 'dns')
    .map(({ value }) => value);
}

/** The algorithm that a CA's own key signs by. */
function signatureOf({ keys }: CertificateAuthority) {
  return { ...keys.privateKey.algorithm, hash: 'SHA-256' };
}

function importPrivateKey(
  pem: string,
  publicKey: CryptoKey,
): Promise<CryptoKey> {
  return crypto.subtle.importKey(
    'pkcs8',
    x509.PemConverter.decodeFirst(pem),
    { ...publicKey.algorithm, hash: 'SHA-256' },
    true,
    ['sign'],
  );
}

/**
 * Takes a CA from the PEM texts of a Secret.
 * @throws Error when certificate or key can't be read, or don't belong together
 */
export async function readCertificateAuthority(
  certificatePem: string,
  privateKeyPemText: string,
): Promise<CertificateAuthority> {
  const certificate = new x509.X509Certificate(certificatePem);
  const publicKey = await certificate.publicKey.export();
  const privateKey = await importPrivateKey(privateKeyPemText, publicKey);
  return { certificate, keys: { publicKey, privateKey } };
}

function subjectOf({
  commonName,
  dnsNames,
}: Pick<IssueOptions, 'commonName' | 'dnsNames'>) {
  // A common name longer than 64 characters is not legal; the SAN is what counts.
  const name = commonName ?? dnsNames[0];
  return name !== undefined && name.length <= 64 ? [{ CN: [name] }] : [];
}

function leafExtensions({
  dnsNames,
  isCa,
}: Pick<IssueOptions, 'dnsNames' | 'isCa'>): x509.Extension[] {
  const names = new x509.SubjectAlternativeNameExtension(
    dnsNames.map(value => ({ type: 'dns' as const, value })),
  );
  const san = dnsNames.length > 0 ? [names] : [];
  if (isCa) {
    return [...caExtensions(), ...san];
  }
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(
      x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment,
      true,
    ),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    ...san,
  ];
}

function caExtensions(): x509.Extension[] {
  return [
    new x509.BasicConstraintsExtension(true, undefined, true),
    new x509.KeyUsagesExtension(
      x509.KeyUsageFlags.keyCertSign |
        x509.KeyUsageFlags.cRLSign |
        x509.KeyUsageFlags.digitalSignature,
      true,
    ),
  ];
}

function generateKeys(key: KeyAlgorithm): Promise<CryptoKeyPair> {
  const { subtle } = crypto;
  switch (key.name) {
    case 'RSA':
      return subtle.generateKey(
        {
          name: 'RSASSA-PKCS1-v1_5',
          hash: 'SHA-256',
          modulusLength: key.size,
          publicExponent: new Uint8Array([1, 0, 1]),
        },
        true,
        ['sign', 'verify'],
      );
    case 'ECDSA':
      return subtle.generateKey(
        { name: 'ECDSA', namedCurve: `P-${key.size}` },
        true,
        ['sign', 'verify'],
      );
    default:
      return subtle.generateKey('Ed25519', true, [
        'sign',
        'verify',
      ]) as Promise<CryptoKeyPair>;
  }
}

function signing(key: KeyAlgorithm): EcdsaParams | Algorithm {
  switch (key.name) {
    case 'RSA':
      return { name: 'RSASSA-PKCS1-v1_5' };
    case 'ECDSA':
      return { name: 'ECDSA', hash: 'SHA-256' };
    default:
      return { name: 'Ed25519' };
  }
}

async function privateKeyPem(keys: CryptoKeyPair): Promise<string> {
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`;
}

function serialNumber(): string {
  // A leading 0 keeps the number positive.
  return `0${Buffer.from(crypto.getRandomValues(new Uint8Array(15)))
    .toString('hex')
    .slice(1)}`;
}

/** DNS names that a PKCS #10 request asks for. */
export function namesInRequestPem(requestPem: string): string[] {
  return namesInRequest(new x509.Pkcs10CertificateRequest(requestPem));
}
