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

import { error, TlsCheck, TlsMaterial, TlsProblem, warning } from '../TlsCheck';
import { ReadCertificate } from '../readCertificates';

/** Whether one certificate was signed by the other. */
export function isIssuedBy(
  { x509 }: ReadCertificate,
  issuer: ReadCertificate,
): boolean {
  return x509.checkIssued(issuer.x509) && x509.verify(issuer.x509.publicKey);
}

export function isSelfSigned(certificate: ReadCertificate): boolean {
  return isIssuedBy(certificate, certificate);
}

/** The way from a certificate upwards, as far as those at hand go. */
function pathFrom(
  start: ReadCertificate,
  all: readonly ReadCertificate[],
): ReadCertificate[] {
  const path = [start];
  for (;;) {
    const last = path[path.length - 1];
    const next = all.find(
      each => !path.includes(each) && isIssuedBy(last, each),
    );
    if (!next) {
      return path;
    }
    path.push(next);
  }
}

/** How the file should be ordered, where its certificates do belong together. */
function rightOrder({
  chain,
  key,
}: TlsMaterial): ReadCertificate[] | undefined {
  const own = chain.find(({ x509 }) => x509.checkPrivateKey(key));
  const path = own && pathFrom(own, chain);
  return path && path.length === chain.length ? path : undefined;
}

function brokenLink(material: TlsMaterial, index: number): TlsProblem {
  const { chain } = material;
  const order = rightOrder(material);
  const hint = order
    ? `; the right order is ${order
        .map(({ subject }) => subject)
        .join(', then ')}`
    : `; its issuer is ${chain[index].fields.issuer}`;
  return error(
    `${chain[index].subject} is not signed by ${
      chain[index + 1].subject
    }, which comes next in the file${hint}`,
  );
}

/** The server's own certificate comes first, each next one signs the one before. */
export const chainOrder: TlsCheck = {
  title: 'chain',
  run(material) {
    const { chain } = material;
    const broken = chain
      .slice(0, -1)
      .findIndex((each, index) => !isIssuedBy(each, chain[index + 1]));
    if (broken >= 0) {
      return [brokenLink(material, broken)];
    }
    const last = chain[chain.length - 1];
    return chain.length > 1 && isSelfSigned(last)
      ? [
          warning(
            `${last.subject} at the end signs itself: clients have it or do not trust it, sending it is a waste`,
          ),
        ]
      : [];
  },
};
