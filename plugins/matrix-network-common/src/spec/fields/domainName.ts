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

import { z } from 'zod';
import { isDnsLabel } from './dnsLabel';

/**
 * Says whether the text is a DNS name (RFC 1123) of two labels or more, in
 * lower case as an Ingress asks for, and not an IP address.
 * @public
 */
export function isDomainName(text: string): boolean {
  const labels = text.split('.');
  const last = labels[labels.length - 1];
  return (
    text.length <= 253 &&
    labels.length >= 2 &&
    labels.every(isDnsLabel) &&
    !/^\d+$/.test(last)
  );
}

export const domainNameSchema = z.string().refine(isDomainName, {
  error: issue =>
    `expected a DNS name of two labels or more, such as chat.example.org${hintFor(
      String(issue.input),
    )}`,
});

function hintFor(text: string): string {
  if (/^[a-z]+:\/\//i.test(text)) {
    return ' (without the scheme)';
  }
  if (text.startsWith('*.')) {
    return ' (without the wildcard; ask for one with certificates.wildcard)';
  }
  if (/:\d+$/.test(text)) {
    return ' (without the port)';
  }
  if (text.endsWith('.')) {
    return ' (without the dot at its end)';
  }
  if (/[^ -~]/.test(text)) {
    return ' (in Punycode: xn--…)';
  }
  if (isDomainName(text.toLowerCase())) {
    return ' (in lower case)';
  }
  return '';
}
