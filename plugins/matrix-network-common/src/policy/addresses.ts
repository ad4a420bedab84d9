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
  /** Length of the prefix as written. */
  readonly prefix: number;
  readonly first: bigint;
  readonly last: bigint;
}

const IPV6_START = BigInt(2) ** BigInt(32);
const DOTTED_DECIMAL = /^\d+(\.\d+){3}$/;
const HEXADECIMAL = /^[\da-f]+$/i;
const DECIMAL = /^\d+$/;
function toNumber(bytes: readonly number[]): bigint {
  return BigInt(
    `0x${bytes.map(byte => byte.toString(16).padStart(2, '0')).join('')}`,
  );
}

/** Leading zeros mean nothing, as to Kubernetes' own parser. */
function ipv4Bytes(text: string): number[] | undefined {
  const bytes = DOTTED_DECIMAL.test(text) ? text.split('.').map(Number) : [];
  return bytes.length === 4 && bytes.every(byte => byte <= 255)
    ? bytes
    : undefined;
}

function groupBytes(text: string): number[] | undefined {
  const group = HEXADECIMAL.test(text) ? parseInt(text, 16) : NaN;
  return group <= 0xffff ? [group >> 8, group & 0xff] : undefined;
}

/** Groups between colons; undefined where one of them is none. */
function ipv6Half(text: string, isEnd: boolean): number[] | undefined {
  const groups = text === '' ? [] : text.split(':');
  const bytes = groups.map((group, index) =>
    isEnd && index === groups.length - 1 && group.includes('.')
      ? ipv4Bytes(group)
      : groupBytes(group),
  );
  return bytes.some(group => group === undefined)
    ? undefined
    : bytes.flatMap(group => group ?? []);
}

function ipv6Bytes(text: string): number[] | undefined {
  const [before, after, ...rest] = text.split('::');
  const head = ipv6Half(before, after === undefined);
  const tail = ipv6Half(after ?? '', true);
  if (!head || !tail || rest.length > 0) {
    return undefined;
  }
  const missing = 16 - head.length - tail.length;
  if (after === undefined) {
    return missing === 0 ? head : undefined;
  }
  // "::" stands for one group of zeros at least.
  return missing >= 2
    ? [...head, ...new Array<number>(missing).fill(0), ...tail]
    : undefined;
}

/** The 4 or 16 bytes as written, without unmapping; undefined when it is no IP address. */
function parseBytes(text: string): number[] | undefined {
  return text.includes(':') ? ipv6Bytes(text) : ipv4Bytes(text);
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
  const written = parseBytes(addressText);
  const prefix = DECIMAL.test(prefixText ?? '') ? Number(prefixText) : Infinity;
  if (rest.length > 0 || !written || prefix > written.length * 8) {
    return undefined;
  }
  const bytes = isMapped(written) && prefix >= 96 ? written.slice(12) : written;
  const family = bytes.length === 4 ? 4 : 6;
  const hostBits = BigInt(written.length * 8 - prefix);
  const start = family === 4 ? BigInt(0) : IPV6_START;
  const network = (toNumber(bytes) >> hostBits) << hostBits;
  return {
    text,
    family,
    prefix,
    first: start + network,
    last: start + network + BigInt(2) ** hostBits - BigInt(1),
  };
}

/**
 * How a block is written in a way that API servers take from old objects only,
 * since Kubernetes 1.36: with host bits, leading zeros, or as an IPv4-mapped
 * IPv6 address. Undefined when they take it, or never did.
 * @public
 */
export function legacyNotation(
  cidr: string,
): 'hostBits' | 'leadingZeros' | 'ipv4Mapped' | undefined {
  const [address, prefix = ''] = cidr.split('/');
  const bytes = parseBytes(address);
  const block = parseBlock(cidr);
  if (!bytes || !block) {
    return undefined;
  }
  const [last, ...groups] = address.split(':').reverse();
  const decimals = last.includes('.') ? last.split('.') : [];
  if (
    [prefix, ...decimals].some(number => /^0\d/.test(number)) ||
    [...groups, last].some(group => /^[^.]{5,}$/.test(group))
  ) {
    return 'leadingZeros';
  }
  if (isMapped(bytes)) {
    return 'ipv4Mapped';
  }
  return parseAddress(address)?.position === block.first
    ? undefined
    : 'hostBits';
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
