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

import { generateKeyPairSync, KeyObject } from 'node:crypto';
import { ReadCertificate } from './readCertificates';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from './x509';

const DAY_MS = 24 * 60 * 60 * 1000;

const CURVES: Readonly<Record<string, { namedCurve: string; hash: string }>> = {
  prime256v1: { namedCurve: 'P-256', hash: 'SHA-256' },
  secp384r1: { namedCurve: 'P-384', hash: 'SHA-384' },
  secp521r1: { namedCurve: 'P-521', hash: 'SHA-512' },
};

/** How cert-manager signs with a key; undefined where it reads no such key. */
function signingAlgorithm({
  asymmetricKeyType: type,
  asymmetricKeyDetails: { namedCurve = '' } = {},
}: KeyObject) {
  switch (type) {
    case 'rsa':
      return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    case 'ec':
      return CURVES[namedCurve] && { name: 'ECDSA', ...CURVES[namedCurve] };
    case 'ed25519':
      return { name: 'Ed25519' };
    default:
      return undefined;
  }
}

/** A certificate as cert-manager would have it signed, and its key. */
export interface TrialCertificate {
  /** PEM. */
  cert: string;
  key: KeyObject;
}

/**
 * A certificate for one name, signed with an authority's key: to be thrown away once
 * it has shown what clients make of what this authority signs.
 *
 * @returns undefined where cert-manager does not sign with such a key
 */
export async function signTrialCertificate(
  authority: ReadCertificate,
  authorityKey: KeyObject,
  name: string,
  now: Date,
): Promise<TrialCertificate | undefined> {
  const algorithm = signingAlgorithm(authorityKey);
  if (!algorithm) {
    return undefined;
  }
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });
  const certificate = await X509CertificateGenerator.create({
    // As matrix-tls and test-tls: what an authority may sign can hang on the subject, too.
    subject: [{ CN: [name] }],
    issuer: authority.fields.subjectName,
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(now.getTime() + DAY_MS),
    publicKey: publicKey.toCryptoKey(
      { name: 'ECDSA', namedCurve: 'P-256' },
      true,
      ['verify'],
    ),
    signingKey: authorityKey.toCryptoKey(algorithm, false, ['sign']),
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(
        KeyUsageFlags.digitalSignature + KeyUsageFlags.keyEncipherment,
        true,
      ),
      new SubjectAlternativeNameExtension([{ type: 'dns', value: name }]),
    ],
  });
  return { cert: `${certificate.toString('pem')}\n`, key: privateKey };
}
