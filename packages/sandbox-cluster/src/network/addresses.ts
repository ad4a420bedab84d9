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

import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export type Address = ReturnType<typeof ipaddr.process>;

/** A block of addresses, such as 10.244.1.0/24; host bits do not count. */
export interface AddressBlock {
  network: Address;
  bits: number;
}

/** The address that a text is; undefined when it is none. */
export function parseAddress(text: string): Address | undefined {
  return isIP(text) === 0 ? undefined : ipaddr.process(text);
}

/** One spelling for each address, so that texts can be compared. */
export function canonicalAddress(text: string): string {
  // IPv4 has one spelling; only IPv6 has several.
  return isIP(text) === 6 ? ipaddr.process(text).toString() : text;
}

/** The block that a text such as 10.0.0.0/8 or 10.0.0.1 is; undefined when it is none. */
export function parseBlock(text: string): AddressBlock | undefined {
  const [address, length, ...rest] = text.split('/');
  const network = parseAddress(address);
  if (!network || rest.length > 0) {
    return undefined;
  }
  const longest = network.toByteArray().length * 8;
  const bits = length === undefined ? longest : Number(length);
  const valid =
    length === undefined || (/^\d{1,3}$/.test(length) && bits <= longest);
  return valid ? { network, bits } : undefined;
}

/** Whether an address is in a block; those of two families never are. */
export function isInBlock(
  address: Address,
  { network, bits }: AddressBlock,
): boolean {
  const [bytes, wanted] = [address.toByteArray(), network.toByteArray()];
  const whole = Math.floor(bits / 8);
  const mask = (0xff << (8 - (bits % 8))) & 0xff;
  return (
    bytes.length === wanted.length &&
    bytes.slice(0, whole).every((byte, index) => byte === wanted[index]) &&
    (bits % 8 === 0 || (bytes[whole] & mask) === (wanted[whole] & mask))
  );
}

/** Whether a text is an address of one of these blocks. */
export function isInAny(text: string, blocks: readonly string[]): boolean {
  const address = parseAddress(text);
  return (
    address !== undefined &&
    blocks.some(block => {
      const parsed = parseBlock(block);
      return parsed !== undefined && isInBlock(address, parsed);
    })
  );
}
