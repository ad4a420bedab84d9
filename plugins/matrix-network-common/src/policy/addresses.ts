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

/**
 * An IP address as a point on one number line: IPv4 first, IPv6 behind it. An
 * IPv4-mapped IPv6 address (`::ffff:10.0.0.1`) is the IPv4 address it maps,
 * as in Go's `net` package, which Kubernetes and the network plugins use.
 */
export interface Address {
  readonly text: string;
  readonly family: 4 | 6;
  readonly position: bigint;
}

/** A CIDR block as the closed interval of its addresses; host bits are masked. */
export interface AddressBlock {
  readonly text: string;
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

const IPV6_START = BigInt(2) ** BigInt(32);
const DOTTED_DECIMAL = /^\d{1,3}(\.\d{1,3}){3}$/;

function toNumber(bytes: readonly number[]): bigint {
  return BigInt(
    `0x${bytes.map(byte => byte.toString(16).padStart(2, '0')).join('')}`,
  );
}

/** The 4 or 16 bytes as written, without unmapping; undefined when it is no IP address. */
function parseBytes(text: string): number[] | undefined {
  if (DOTTED_DECIMAL.test(text)) {
    const bytes = text.split('.').map(Number);
    return bytes.every(byte => byte <= 255) ? bytes : undefined;
  }
  // A zone ("%eth0") has no place in the Kubernetes API.
  if (!text.includes(':') || text.includes('%') || !ipaddr.IPv6.isValid(text)) {
    return undefined;
  }
  return ipaddr.IPv6.parse(text).toByteArray();
}

function isMapped(bytes: readonly number[]): boolean {
  return (
    bytes.length === 16 &&
    bytes.slice(0, 10).every(byte => byte === 0) &&
    bytes[10] === 0xff &&
    bytes[11] === 0xff
  );
}

/** Returns undefined when the text is no IP address. */
export function parseAddress(text: string): Address | undefined {
  const written = parseBytes(text);
  if (!written) {
    return undefined;
  }
  const bytes = isMapped(written) ? written.slice(12) : written;
  return bytes.length === 4
    ? { text, family: 4, position: toNumber(bytes) }
    : { text, family: 6, position: IPV6_START + toNumber(bytes) };
}

/** Returns undefined when the text is no CIDR block. */
export function parseBlock(text: string): AddressBlock | undefined {
  const [addressText, prefixText, ...rest] = text.split('/');
  if (rest.length > 0 || !/^\d{1,3}$/.test(prefixText ?? '')) {
    return undefined;
  }
  let bytes = parseBytes(addressText);
  let prefix = Number(prefixText);
  if (!bytes || prefix > bytes.length * 8) {
    return undefined;
  }
  if (isMapped(bytes) && prefix >= 96) {
    bytes = bytes.slice(12);
    prefix -= 96;
  }
  const family = bytes.length === 4 ? 4 : 6;
  const hostBits = BigInt(bytes.length * 8 - prefix);
  const start = family === 4 ? BigInt(0) : IPV6_START;
  const network = (toNumber(bytes) >> hostBits) << hostBits;
  return {
    text,
    family,
    first: start + network,
    last: start + network + BigInt(2) ** hostBits - BigInt(1),
  };
}

export function blockContains(block: AddressBlock, address: Address): boolean {
  return block.first <= address.position && address.position <= block.last;
}

/** The address at a position of the number line, as text. */
export function addressAt(position: bigint): string {
  const isV4 = position < IPV6_START;
  const size = isV4 ? 4 : 16;
  const digits = (isV4 ? position : position - IPV6_START)
    .toString(16)
    .padStart(size * 2, '0');
  const bytes = Array.from({ length: size }, (_, index) =>
    parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
  return ipaddr.fromByteArray(bytes).toString();
}
