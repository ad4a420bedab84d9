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

import { Protocol } from '../kubernetes/types';
import { AddressBlock, addressAt, parseAddress, parseBlock } from './addresses';
import { RuleSet, Endpoint } from './compiled';
import { Direction } from './types';
import { blocksOfPolicies, boundariesOf, intervalOf } from './vocabulary';

function portStarts(
  policies: readonly RuleSet[],
  direction: Direction,
  protocol: Protocol,
): number[] {
  return policies
    .flatMap(({ rules }) => rules[direction] ?? [])
    .flatMap(({ ports }) => ports ?? [])
    .flatMap(port =>
      port.kind === 'range' && port.protocol === protocol
        ? [port.first, port.last + 1]
        : [],
    );
}

/**
 * One port of each range in which neither the policies of the two ends nor the
 * destination's declared ports make a difference: to try these is to try all.
 * Declared ports come first.
 */
export function distinctPorts(
  egress: readonly RuleSet[],
  ingress: readonly RuleSet[],
  to: Endpoint,
  protocol: Protocol,
): number[] {
  const declared = (to.kind === 'pod' ? to.pod.ports ?? [] : [])
    .filter(port => port.protocol === protocol)
    .map(({ port }) => port);
  const starts = [
    1,
    ...portStarts(egress, 'egress', protocol),
    ...portStarts(ingress, 'ingress', protocol),
    ...declared.map(port => port + 1),
  ].sort((a, b) => a - b);
  return [...new Set([...declared, ...starts])].filter(port => port <= 65535);
}

/** Addresses of the blocks, one of each part of the address space in which no ipBlock of the policies makes a difference. */
export function distinctAddresses(
  policies: readonly RuleSet[],
  blocks: readonly AddressBlock[],
): string[] {
  const boundaries = boundariesOf(blocksOfPolicies(policies));
  const byPart = new Map<string, bigint>();
  blocks.forEach(({ first, last, family }) => {
    const inside = boundaries.filter(
      position => first < position && position <= last,
    );
    [first, ...inside].forEach(position => {
      const part = `${family} ${intervalOf(boundaries, { position })}`;
      if (!byPart.has(part)) {
        byPart.set(part, position);
      }
    });
  });
  return [...byPart.values()].map(addressAt);
}

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/** One port of each range that any of the policies tells apart, of each protocol. */
export function portTerms(
  policies: readonly RuleSet[],
): { port: number; protocol: Protocol }[] {
  return PROTOCOLS.flatMap(protocol => {
    const starts = [
      1,
      ...portStarts(policies, 'ingress', protocol),
      ...portStarts(policies, 'egress', protocol),
    ];
    return [...new Set(starts)]
      .filter(port => port <= 65535)
      .sort((a, b) => a - b)
      .map(port => ({ port, protocol }));
  });
}

/** One address of each part of the address space that any of the policies tells apart. */
export function addressTerms(policies: readonly RuleSet[]): string[] {
  const starts = ['0.0.0.0', '::'].flatMap(
    text => parseAddress(text)?.position ?? [],
  );
  const end = parseBlock('::/0')?.last;
  return [...new Set([...starts, ...boundariesOf(blocksOfPolicies(policies))])]
    .filter(position => end === undefined || position <= end)
    .map(addressAt);
}
