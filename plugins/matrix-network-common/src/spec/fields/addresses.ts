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

import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** Says whether the text is an IPv4 or IPv6 address without a zone, in full form. */
export function isIpAddress(text: string): boolean {
  return (
    (ipaddr.IPv4.isValidFourPartDecimal(text) ||
      (ipaddr.IPv6.isValid(text) && !text.includes('%'))) &&
    !text.includes('/')
  );
}

/** Says whether the text is `address/length`; host bits may be set. */
export function isCidr(text: string): boolean {
  const [address, length, ...rest] = text.split('/');
  return (
    rest.length === 0 &&
    length !== undefined &&
    /^\d{1,3}$/.test(length) &&
    isIpAddress(address) &&
    Number(length) <= (address.includes(':') ? 128 : 32)
  );
}

export const cidrSchema = z.string().refine(isCidr, {
  error:
    'expected an address range in CIDR notation, such as 10.244.0.0/16 or fd00:10:244::/56',
});

export const ipAddressSchema = z.string().refine(isIpAddress, {
  error: 'expected an IPv4 or IPv6 address, such as 10.96.0.10 or fd00::a',
});
