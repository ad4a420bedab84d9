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

import { error, TlsCheck, TlsProblem, warning } from '../TlsCheck';
import { ReadCertificate } from '../readCertificates';
import { isSelfSigned } from './chainOrder';

const CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};
const HASHES = ['SHA-256', 'SHA-384', 'SHA-512'];
const MIN_RSA_BITS = 2048;

function keyProblems({ subject, x509 }: ReadCertificate): TlsProblem[] {
  const { asymmetricKeyType: type, asymmetricKeyDetails = {} } = x509.publicKey;
  switch (type) {
    case 'rsa':
    case 'rsa-pss': {
      const bits = asymmetricKeyDetails.modulusLength ?? 0;
      return bits < MIN_RSA_BITS
        ? [
            error(
              `${subject} has an RSA key of ${bits} bits; accepted: ${MIN_RSA_BITS} and more`,
            ),
          ]
        : [];
    }
    case 'ec': {
      const curve = asymmetricKeyDetails.namedCurve ?? 'unnamed';
      return CURVES[curve]
        ? []
        : [
            error(
              `${subject} has a key on curve ${curve}; accepted: ${Object.values(
                CURVES,
              ).join(', ')}`,
            ),
          ];
    }
    case 'ed25519':
    case 'ed448':
      return [
        warning(`${subject} has an ${type} key, which browsers do not take`),
      ];
    default:
      return [error(`${subject} has a key of type ${type}; accepted: RSA, EC`)];
  }
}

function hashOf(algorithm: object): string | undefined {
  const hash: unknown = 'hash' in algorithm ? algorithm.hash : undefined;
  return typeof hash === 'object' && hash !== null && 'name' in hash
    ? String(hash.name)
    : undefined;
}

function signatureProblems(certificate: ReadCertificate): TlsProblem[] {
  const { subject, fields } = certificate;
  const { signatureAlgorithm } = fields;
  // Nobody looks at how a root signs itself.
  const isRoot = isSelfSigned(certificate);
  if (isRoot || /^Ed(25519|448)$/i.test(signatureAlgorithm.name)) {
    return [];
  }
  const hash = hashOf(signatureAlgorithm);
  return hash && HASHES.includes(hash)
    ? []
    : [
        error(
          `${subject} is signed with ${signatureAlgorithm.name} over ${
            hash ?? 'an unknown hash'
          }; accepted: ${HASHES.join(', ')}`,
        ),
      ];
}

/** Keys and signatures that clients of today take. */
export const strength: TlsCheck = {
  title: 'algorithms',
  run: ({ chain }) =>
    chain.flatMap(each => [...keyProblems(each), ...signatureProblems(each)]),
};
