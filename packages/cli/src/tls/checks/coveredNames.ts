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

import { coversHost } from '@matrix-network/backstage-plugin-matrix-network-common';
import { SubjectAlternativeNameExtension } from '../x509';
import { error, TlsCheck } from '../TlsCheck';
import { ReadCertificate } from '../readCertificates';

/** The DNS names that a certificate is for. */
export function dnsNamesOf({ fields }: ReadCertificate): string[] {
  return fields
    .getExtensions(SubjectAlternativeNameExtension)
    .flatMap(extension =>
      extension.names.items
        .filter(({ type }) => type === 'dns')
        .map(({ value }) => value),
    );
}

/** Every name that the deployment needs is a subject alternative name; the common name counts for nothing. */
export const coveredNames: TlsCheck = {
  title: 'names',
  only: 'server',
  run({ chain: [own], names }) {
    const has = dnsNamesOf(own);
    if (has.length === 0) {
      return [
        error(
          `${own.subject} has no DNS name among its subject alternative names, and clients look at nothing else`,
        ),
      ];
    }
    const missing = names.filter(
      name => !has.some(each => coversHost(each, name)),
    );
    return missing.length > 0
      ? [
          error(
            `${missing.join(
              ', ',
            )} is not covered; the certificate is for ${has.join(', ')}`,
          ),
        ]
      : [];
  },
};
