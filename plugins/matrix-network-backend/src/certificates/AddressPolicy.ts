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

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [Address, number];

/**
 * Kinds of address that no certificate check connects to: they belong to the
 * machine itself, to its link (which is where clouds put their metadata
 * services), or to nobody in particular; or they wrap an IPv4 address.
 */
const refusedKinds: ReadonlySet<string> = new Set([
  'unspecified',
  'broadcast',
  'multicast',
  'linkLocal',
  'loopback',
  'reserved',
  'benchmarking',
  'amt',
  'discard',
  'orchid2',
  'droneRemoteIdProtocolEntityTags',
  'as112',
  'as112v6',
  'teredo',
  '6to4',
  'rfc6052',
  'rfc6145',
]);

/** Metadata and host services outside the link-local ranges. */
const refusedAddresses: readonly Range[] = [
  // Alibaba Cloud metadata
  ipaddr.parseCIDR('100.100.100.200/32'),
  // Azure's host agent
  ipaddr.parseCIDR('168.63.129.16/32'),
  // Oracle Cloud metadata
  ipaddr.parseCIDR('192.0.0.192/32'),
  // AWS metadata over IPv6
  ipaddr.parseCIDR('fd00:ec2::254/128'),
  // Google Cloud metadata over IPv6
  ipaddr.parseCIDR('fd20:ce::254/128'),
];

/** Which addresses outbound checks may connect to. */
export class AddressPolicy {
  readonly #allowed: readonly Range[];

  /** @param allowed - Ranges that are admitted whatever they are. */
  constructor(allowed: readonly string[]) {
    this.#allowed = allowed.map(range => ipaddr.parseCIDR(range));
  }

  /** Why the address is refused, for people; undefined when it is not. */
  refusal(text: string): string | undefined {
    // Strips an IPv6 zone and unwraps IPv4-mapped addresses.
    const address = ipaddr.process(text.split('%', 1)[0]);
    if (this.#allowed.some(range => contains(range, address))) {
      return undefined;
    }
    if (refusedAddresses.some(range => contains(range, address))) {
      return `${text} is a cloud provider's metadata address`;
    }
    const kind = address.range();
    return refusedKinds.has(kind)
      ? `${text} is a ${kind} address, to which checks do not connect`
      : undefined;
  }
}

function contains([network, bits]: Range, address: Address): boolean {
  return network.kind() === address.kind() && address.match([network, bits]);
}
