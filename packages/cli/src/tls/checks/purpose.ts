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
  KeyUsageFlags,
  KeyUsagesExtension,
} from '../x509';
import { error, TlsCheck, TlsProblem } from '../TlsCheck';
import { ReadCertificate } from '../readCertificates';

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const ANY_USAGE = '2.5.29.37.0';

function mayIssue({ fields }: ReadCertificate): boolean {
  const usages = fields.getExtension(KeyUsagesExtension)?.usages;
  return (
    fields.getExtension(BasicConstraintsExtension)?.ca === true &&
    (usages === undefined ||
      Math.floor(usages / KeyUsageFlags.keyCertSign) % 2 === 1)
  );
}

function serverProblems({ fields, subject }: ReadCertificate): TlsProblem[] {
  const problems: TlsProblem[] = [];
  if (fields.getExtension(BasicConstraintsExtension)?.ca) {
    problems.push(
      error(
        `${subject} is the certificate of an authority, not of a server: the server's own has to come first`,
      ),
    );
  }
  const usages = fields
    .getExtension(ExtendedKeyUsageExtension)
    ?.usages.map(String);
  if (usages && !usages.includes(SERVER_AUTH) && !usages.includes(ANY_USAGE)) {
    problems.push(
      error(
        `${subject} is not for servers (extended key usage ${usages.join(
          ', ',
        )}, without serverAuth)`,
      ),
    );
  }
  return problems;
}

/** The first certificate may be used for what it is brought in for, the others may sign. */
export const purpose: TlsCheck = {
  title: 'purpose',
  run({ chain, purpose: wanted }) {
    const signers = wanted === 'issuer' ? chain : chain.slice(1);
    return [
      ...(wanted === 'server' ? serverProblems(chain[0]) : []),
      ...signers
        .filter(each => !mayIssue(each))
        .map(({ subject }) =>
          error(
            `${subject} may not sign certificates (no CA in its basic constraints, or no keyCertSign in its key usage)`,
          ),
        ),
    ];
  },
};
