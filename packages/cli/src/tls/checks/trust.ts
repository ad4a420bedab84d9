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

import { error, TlsCheck, warning } from '../TlsCheck';
import { ReadCertificate } from '../readCertificates';
import { isIssuedBy, isSelfSigned } from './chainOrder';

function withoutAuthorities(
  { subject }: ReadCertificate,
  isRoot: boolean,
): string {
  return isRoot
    ? `${subject} signs itself: clients have to be told to trust it`
    : 'not checked: --ca FILE with the authorities that clients trust does';
}

/** A certificate and those above it, as far as the bundle goes; the furthest last. */
function upwards(
  start: ReadCertificate,
  authorities: readonly ReadCertificate[],
): ReadCertificate[] {
  const found = [start];
  for (const each of found) {
    found.push(
      ...authorities.filter(
        next => !found.includes(next) && isIssuedBy(each, next),
      ),
    );
  }
  return found;
}

/** The chain ends at an authority that clients have, and at a root, as some have no other. */
export const trust: TlsCheck = {
  title: 'trust',
  run({ chain, authorities, purpose }) {
    const last = chain[chain.length - 1];
    const isRoot = isSelfSigned(last);
    if (!authorities) {
      return purpose === 'issuer' && isRoot
        ? []
        : [warning(withoutAuthorities(last, chain.length === 1 && isRoot))];
    }
    const isKnown = authorities.some(
      ({ x509 }) => x509.fingerprint256 === last.x509.fingerprint256,
    );
    if (isKnown && isRoot) {
      return [];
    }
    const signers = authorities.filter(each => isIssuedBy(last, each));
    if (signers.some(isSelfSigned)) {
      return [];
    }
    const where = `belongs behind ${last.subject} in the certificate's file`;
    if (!isKnown && signers.length === 0) {
      return [
        error(
          `no authority of the bundle signs ${last.subject}; its issuer is ${last.fields.issuer}. Where that is an intermediate, it ${where}`,
        ),
      ];
    }
    const above = upwards(last, authorities);
    if (!above.some(isSelfSigned)) {
      const { subject, fields } = above[above.length - 1];
      return [
        error(
          `--ca lacks the root above ${subject}, which is ${fields.issuer} or above that: clients trust a chain that ends at a root they have`,
        ),
      ];
    }
    return signers
      .map(({ subject, fields }) =>
        warning(
          `${subject}, which signs ${last.subject}, is no root: clients that trust ${fields.issuer} alone refuse this. It ${where}`,
        ),
      )
      .slice(0, 1);
  },
};
