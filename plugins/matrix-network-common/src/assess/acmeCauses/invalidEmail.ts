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

import { AcmeCause } from './AcmeCause';

const forbiddenDomain = /Contact emails @(\S+) are forbidden/i;

/** The CA refuses the issuer's contact address; cert-manager does not try again by itself. */
export const invalidEmail: AcmeCause = {
  id: 'invalid-email',
  explain({ text }) {
    if (
      !/error:invalidContact|is not a valid e-?mail address|contact email .* has invalid domain|invalid contact domain/i.test(
        text,
      )
    ) {
      return undefined;
    }
    const domain = forbiddenDomain.exec(text)?.[1];
    return {
      cause: domain
        ? `The CA refuses contact addresses at ${domain}, so the issuer has no account. cert-manager does not try again until the issuer changes`
        : 'The CA refuses the contact e-mail of the issuer, so it has no account. cert-manager does not try again until the issuer changes',
      remedy:
        "Set contactEmail in the spec to an address that can receive mail, or leave it out (Let's Encrypt does not need one), and re-apply the stack.",
    };
  },
};
