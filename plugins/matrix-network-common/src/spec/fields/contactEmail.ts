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

import { parse } from 'tldts';
import { z } from 'zod';
import { isDomainName } from './domainName';

/** RFC 5322 dot-atom: what mail servers really take before the @. */
const localPart =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;

/** Let's Encrypt refuses contacts in these and below them. */
const forbidden = ['example.com', 'example.net', 'example.org'];

/** Why Let's Encrypt would refuse the address as a contact; undefined where it would not. @public */
export function contactEmailProblem(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1).toLowerCase();
  if (
    at < 1 ||
    address.length > 254 ||
    local.length > 64 ||
    !localPart.test(local) ||
    !isDomainName(domain)
  ) {
    return 'it is not a valid address';
  }
  const match = forbidden.find(
    name => domain === name || domain.endsWith(`.${name}`),
  );
  if (match) {
    return `contacts in ${match} are forbidden`;
  }
  const { isIcann, publicSuffix } = parse(domain);
  if (!isIcann) {
    return `.${publicSuffix} is not a public top-level domain`;
  }
  return undefined;
}

export const contactEmailSchema = z.string().superRefine((address, context) => {
  const problem = contactEmailProblem(address);
  if (problem) {
    context.addIssue({
      code: 'custom',
      input: address,
      message: `expected an e-mail address that mail can be delivered to, such as ops@your-company.com, or no contact at all: Let's Encrypt refuses this one, ${problem}`,
    });
  }
});
