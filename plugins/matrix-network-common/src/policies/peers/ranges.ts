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

/** A CIDR as numbers. */
export type Range = [address: ipaddr.IPv4 | ipaddr.IPv6, length: number];

/** Parses a CIDR; a lone address is a range of one. Host bits are cut off. */
export function parseRange(text: string): Range {
  const [address, length] = text.includes('/')
    ? ipaddr.parseCIDR(text)
    : [ipaddr.parse(text), text.includes(':') ? 128 : 32];
  const network =
    address.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(`${address}/${length}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${address}/${length}`);
  return [network, length];
}

/** In the form that every tool agrees on: host bits off, IPv6 shortened. */
export function rangeText([address, length]: Range): string {
  const text =
    address instanceof ipaddr.IPv6
      ? address.toRFC5952String()
      : address.toString();
  return `${text}/${length}`;
}

/** Says whether every address of `inner` is one of `outer`. */
export function contains(outer: Range, inner: Range): boolean {
  return (
    outer[0].kind() === inner[0].kind() &&
    outer[1] <= inner[1] &&
    inner[0].match(outer[0], outer[1])
  );
}

/** Without duplicates, and without ranges that another one holds. In order of appearance. */
export function widest(ranges: readonly Range[]): Range[] {
  return ranges.filter((range, index) =>
    ranges.every((other, otherIndex) => {
      if (otherIndex === index || !contains(other, range)) {
        return true;
      }
      const same = contains(range, other);
      return same && otherIndex > index;
    }),
  );
}
