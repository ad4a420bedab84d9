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

import {
  LabelSelector,
  NetworkPolicy,
  NetworkPolicyPeer,
} from '../../kubernetes/types';
import { PolicyHealth } from '../../health/Health';
import { AddressBlock } from '../../policy/addresses';
import {
  CompiledPeer,
  CompiledPolicy,
  CompiledRule,
} from '../../policy/compiled';
import { peerCovers } from '../../policy/subsumption';
import { Direction } from '../../policy/types';
import { normalSpec, NormalRule } from '../policyNormal';

/** Directions in which a policy allows everything from or to everyone. */
export function allowsAllIn({
  spec,
}: NetworkPolicy): PolicyHealth['directions'] {
  const { ingress, egress, policyTypes } = normalSpec(spec);
  return (['Ingress', 'Egress'] as const).filter(
    direction =>
      policyTypes.includes(direction) &&
      (direction === 'Ingress' ? ingress : egress).some(isOpen),
  );
}

/**
 * Whether one that allows all in a direction admits everybody whom another
 * admits there. Pods count as admitted by all IPv4 addresses, addresses outside not by
 * all pods.
 */
export function admitsThoseOf(
  direction: Direction,
  open: CompiledPolicy,
  other: CompiledPolicy,
): boolean {
  const admitted = peersOf(
    (open.rules[direction] ?? []).filter(({ ports }) => !ports),
  );
  return peersOf(other.rules[direction] ?? []).every(peer =>
    admitted.some(
      each =>
        peerCovers(each, peer) ||
        (each?.kind === 'ipBlock' &&
          each.blocks.some(isAllOfIpv4) &&
          peer?.kind === 'labels'),
    ),
  );
}

/** Undefined: everyone. */
type Admitted = CompiledPeer | undefined;

function peersOf(rules: readonly CompiledRule[]): Admitted[] {
  return rules.flatMap<Admitted>(({ peers }) =>
    peers ? [...peers] : [undefined],
  );
}

function isAllOfIpv4({ family, prefix }: AddressBlock): boolean {
  return family === 4 && prefix === 0;
}

function isOpen({ peers, ports }: NormalRule): boolean {
  return !ports && (!peers || peers.some(isEverybody));
}

/** Every pod of every namespace, or every IPv4 address and so every pod that has one. */
function isEverybody({
  ipBlock,
  namespaceSelector,
  podSelector = {},
}: NetworkPolicyPeer): boolean {
  return ipBlock
    ? ipBlock.cidr === '0.0.0.0/0' && (ipBlock.except ?? []).length === 0
    : isEmpty(namespaceSelector) && isEmpty(podSelector);
}

/** An empty selector selects all; one that is not there says nothing. */
function isEmpty(selector: LabelSelector | undefined): boolean {
  return (
    selector !== undefined &&
    Object.keys(selector.matchLabels ?? {}).length === 0 &&
    (selector.matchExpressions ?? []).length === 0
  );
}
