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
import { AddressBlock, addressAt } from './addresses';
import { RuleSet, Endpoint } from './compiled';
import { Direction } from './types';
import { blocksOfPolicies, boundariesOf } from './vocabulary';

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

/** One address of each part of a block in which no ipBlock of the policies makes a difference. */
export function distinctAddresses(
  policies: readonly RuleSet[],
  block: AddressBlock,
): string[] {
  const inside = boundariesOf(blocksOfPolicies(policies)).filter(
    position => block.first < position && position <= block.last,
  );
  return [block.first, ...inside].map(addressAt);
}
