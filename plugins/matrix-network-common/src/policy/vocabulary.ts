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

import { LabelSelector } from '../kubernetes/types';
import { Address, AddressBlock } from './addresses';
import { CompiledPeer, PodEndpoint, RuleSet } from './compiled';

/**
 * What the selectors of a set of policies can tell apart: label keys with the
 * values they name, and the addresses at which an ipBlock begins or ends.
 */
export interface Vocabulary {
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
  /** Sorted; between two neighbours no ipBlock tells addresses apart. */
  readonly boundaries: readonly bigint[];
}

function peersOf({ rules }: RuleSet): CompiledPeer[] {
  return [...(rules.ingress ?? []), ...(rules.egress ?? [])].flatMap(
    ({ peers }) => peers ?? [],
  );
}

function blocksOf(peer: CompiledPeer): readonly AddressBlock[] {
  return peer.kind === 'ipBlock' ? [...peer.blocks, ...peer.except] : [];
}

export const emptyVocabulary: Vocabulary = {
  values: new Map(),
  boundaries: [],
};

export function boundariesOf(
  blocks: readonly AddressBlock[],
): readonly bigint[] {
  const points = blocks.flatMap(({ first, last }) => [first, last + BigInt(1)]);
  return [...new Set(points)].sort((a, b) => (a < b ? -1 : 1));
}

export function blocksOfPolicies(policies: readonly RuleSet[]): AddressBlock[] {
  return policies.flatMap(peersOf).flatMap(blocksOf);
}

/** A vocabulary with the terms of more policies; the same one when they bring nothing new. */
export function extendVocabulary(
  vocabulary: Vocabulary,
  policies: readonly RuleSet[],
): Vocabulary {
  const values = new Map(vocabulary.values);
  const own = new Map<string, Set<string>>();
  const add = (key: string, added: readonly string[]) => {
    const known = values.get(key);
    if (known && added.every(value => known.has(value))) {
      return;
    }
    const copy = own.get(key) ?? new Set(known);
    added.forEach(value => copy.add(value));
    own.set(key, copy);
    values.set(key, copy);
  };
  const learn = (selector: LabelSelector | undefined) => {
    Object.entries(selector?.matchLabels ?? {}).forEach(([key, value]) =>
      add(key, [value]),
    );
    selector?.matchExpressions?.forEach(requirement =>
      add(requirement.key, requirement.values ?? []),
    );
  };
  policies.forEach(policy => {
    learn(policy.podSelector);
    peersOf(policy).forEach(peer => {
      if (peer.kind === 'labels') {
        learn(peer.podSelector);
      }
    });
  });
  const boundaries = mergeBoundaries(
    vocabulary.boundaries,
    boundariesOf(blocksOfPolicies(policies)),
  );
  return own.size > 0 || boundaries !== vocabulary.boundaries
    ? { values, boundaries }
    : vocabulary;
}

function mergeBoundaries(
  known: readonly bigint[],
  added: readonly bigint[],
): readonly bigint[] {
  const have = new Set(known);
  return added.every(point => have.has(point))
    ? known
    : [...new Set([...known, ...added])].sort((a, b) => (a < b ? -1 : 1));
}

/**
 * Where the interval between boundaries begins that holds an address. Named by
 * its beginning, it keeps its name when other intervals are split.
 */
export function intervalOf(
  boundaries: readonly bigint[],
  address: Pick<Address, 'position'>,
): string {
  let low = 0;
  let high = boundaries.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (boundaries[middle] <= address.position) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low === 0 ? '' : boundaries[low - 1].toString(36);
}

/**
 * Equal for pods that no policy of the vocabulary can tell apart, neither as
 * the pod it selects nor as a peer nor as the destination of a named port.
 */
export function signatureOf(
  { pod, addresses }: PodEndpoint,
  { values, boundaries }: Vocabulary,
): string {
  const labels = Object.keys(pod.labels)
    .filter(key => values.has(key))
    .sort()
    .map(key => {
      const value = pod.labels[key];
      return values.get(key)?.has(value) ? [key, value] : [key];
    });
  return JSON.stringify([
    pod.namespace,
    labels,
    addresses.map(address => [address.family, intervalOf(boundaries, address)]),
    (pod.ports ?? []).map(({ name, port, protocol }) => [port, protocol, name]),
    pod.hostNetwork ?? false,
  ]);
}
