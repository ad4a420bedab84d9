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
import { isIssuedBy, isSelfSigned } from './chainOrder';

/** The chain ends at an authority that clients have. */
export const trust: TlsCheck = {
  title: 'trust',
  run({ chain, authorities, purpose }) {
    const last = chain[chain.length - 1];
    if (purpose === 'issuer') {
      return [];
    }
    if (!authorities) {
      return [
        warning(
          chain.length === 1 && isSelfSigned(last)
            ? `${last.subject} signs itself: clients have to be told to trust it`
            : 'not checked: --ca FILE with the authorities that clients trust does',
        ),
      ];
    }
    const isKnown = authorities.some(
      each =>
        each.x509.fingerprint256 === last.x509.fingerprint256 ||
        isIssuedBy(last, each),
    );
    return isKnown
      ? []
      : [
          error(
            `no authority of the bundle signs ${last.subject}; its issuer is ${last.fields.issuer}. Where that is an intermediate, it belongs behind ${last.subject} in the certificate's file`,
          ),
        ];
  },
};
