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

import { Check } from '../Check';
import { contactEmailProblem } from '../../spec';
import { IssuerSnapshot } from '../../snapshot/Snapshot';
import { condition } from '../certificateChain';
import { issuerCause, issuerMessage, usedIssuers } from './issuerNotReady';

/** Why the address is no use, as far as can be told before the CA is asked. */
function problemOf({ email, conditions, acmeServer }: IssuerSnapshot) {
  const letsEncrypt = /letsencrypt\.org/.test(acmeServer ?? '');
  return email &&
    letsEncrypt &&
    condition(conditions, 'Ready')?.status !== 'True'
    ? contactEmailProblem(email)
    : undefined;
}

/** The CA does not take the issuer's contact address, and cert-manager will not ask again by itself. */
export const issuerEmailRefused: Check = {
  code: 'issuer-email-refused',
  about: 'The CA takes the contact e-mail of the issuer.',
  needs: ['issuers', 'certificates'],
  run: context =>
    usedIssuers(context).flatMap(issuer => {
      const known = issuerCause(issuer);
      const refused = known?.id === 'invalid-email' ? known : undefined;
      const problem = problemOf(issuer);
      if (!refused && !problem) {
        return [];
      }
      return [
        {
          severity: 'critical',
          subject: { kind: issuer.kind, name: issuer.name },
          title: `Issuer ${
            issuer.name
          } has a contact e-mail that the CA refuses${
            issuer.email ? `: ${issuer.email}` : ''
          }`,
          cause: refused
            ? `${refused.cause}. It says: ${issuerMessage(issuer).text}`
            : `Let's Encrypt refuses ${issuer.email}: ${problem}.`,
          remedy:
            refused?.remedy ??
            "Set contactEmail in the spec to an address that can receive mail, or leave it out (Let's Encrypt does not need one), and re-apply the stack.",
          workloads: [],
        },
      ];
    }),
};
