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

import { LabelSelector, LabelSelectorRequirement } from '../kubernetes/types';
import { Address, AddressBlock } from './addresses';
import {
  addBits,
  allBits,
  Bits,
  dropBits,
  emptyBits,
  forEachBit,
  hasBit,
  keepBits,
  setBit,
} from './bits';
import { CompiledPeer, CompiledRule, Endpoint, PodEndpoint } from './compiled';
import { matchesLabelSelector } from './labelSelector';
import { Vocabulary } from './vocabulary';

/** A group of pods, by one of its addresses, or an address outside: one bit of the space. */
export interface End {
  /** Any member: no policy tells it from the others. */
  readonly endpoint: Endpoint;
  /** Empty for an address outside. */
  readonly members: readonly PodEndpoint[];
  readonly address: Address | undefined;
  /** Ends of one group share its number. */
  readonly group: number;
}

/** Ends as bits, so that a selector or peer is answered for all of them at once. */
export class EndSpace {
  readonly size: number;
  readonly everything: Bits;
  readonly outside: Bits;
  private readonly pods: Bits;
  private readonly byNamespace = new Map<string, Bits>();
  private readonly byLabel = new Map<string, Map<string, Bits>>();
  private readonly byKey = new Map<string, Bits>();
  private readonly byPosition: readonly { position: bigint; index: number }[];
  private readonly ofRule = new Map<CompiledRule, Bits>();

  constructor(readonly ends: readonly End[], vocabulary: Vocabulary) {
    this.size = ends.length;
    this.everything = allBits(this.size);
    this.outside = emptyBits(this.size);
    this.pods = emptyBits(this.size);
    ends.forEach(({ endpoint }, index) =>
      endpoint.kind === 'pod'
        ? this.learn(endpoint, index, vocabulary)
        : setBit(this.outside, index),
    );
    this.byPosition = ends
      .flatMap(({ address }, index) =>
        address ? [{ position: address.position, index }] : [],
      )
      .sort((a, b) => (a.position < b.position ? -1 : 1));
  }

  /** Ends that a rule speaks of. */
  ruleBits(rule: CompiledRule): Bits {
    if (!rule.peers) {
      return this.everything;
    }
    const known = this.ofRule.get(rule);
    if (known) {
      return known;
    }
    const bits = emptyBits(this.size);
    rule.peers.forEach(peer => addBits(bits, this.peerBits(peer)));
    this.ofRule.set(rule, bits);
    return bits;
  }

  /** Pods that a selector selects, in namespaces that another one selects, or in one namespace. */
  podBits(
    podSelector: LabelSelector | undefined,
    namespaces: LabelSelector | string | undefined,
  ): Bits {
    const bits =
      typeof namespaces === 'string'
        ? Uint32Array.from(this.namespaceBits(namespaces))
        : this.namespacesBits(namespaces);
    Object.entries(podSelector?.matchLabels ?? {}).forEach(([key, value]) =>
      keepBits(bits, this.labelBits(key, value)),
    );
    podSelector?.matchExpressions?.forEach(requirement =>
      this.keepRequirement(bits, requirement),
    );
    return bits;
  }

  private learn(
    { pod }: PodEndpoint,
    index: number,
    { values }: Vocabulary,
  ): void {
    setBit(this.pods, index);
    setBit(this.bitsIn(this.byNamespace, pod.namespace), index);
    Object.entries(pod.labels).forEach(([key, value]) => {
      const known = values.get(key);
      if (known) {
        setBit(this.bitsIn(this.byKey, key), index);
        if (known.has(value)) {
          const ofKey = this.byLabel.get(key) ?? new Map<string, Bits>();
          this.byLabel.set(key, ofKey);
          setBit(this.bitsIn(ofKey, value), index);
        }
      }
    });
  }

  private bitsIn(map: Map<string, Bits>, key: string): Bits {
    const bits = map.get(key) ?? emptyBits(this.size);
    map.set(key, bits);
    return bits;
  }

  private namespaceBits(name: string): Bits {
    return this.byNamespace.get(name) ?? emptyBits(this.size);
  }

  private namespacesBits(selector: LabelSelector | undefined): Bits {
    const bits = emptyBits(this.size);
    this.byNamespace.forEach(pods => {
      let first: number | undefined;
      forEachBit(pods, index => {
        first ??= index;
      });
      const endpoint = this.ends[first ?? 0]?.endpoint;
      if (
        endpoint?.kind === 'pod' &&
        matchesLabelSelector(selector, endpoint.namespaceLabels)
      ) {
        addBits(bits, pods);
      }
    });
    return bits;
  }

  private labelBits(key: string, value: string): Bits {
    return this.byLabel.get(key)?.get(value) ?? emptyBits(this.size);
  }

  private keepRequirement(
    bits: Bits,
    { key, operator, values }: LabelSelectorRequirement,
  ): void {
    const withKey = this.byKey.get(key) ?? emptyBits(this.size);
    const withValue = emptyBits(this.size);
    values?.forEach(value => addBits(withValue, this.labelBits(key, value)));
    switch (operator) {
      case 'In':
        return keepBits(bits, withValue);
      case 'NotIn':
        return dropBits(bits, withValue);
      case 'Exists':
        return keepBits(bits, withKey);
      default:
        return dropBits(bits, withKey);
    }
  }

  private peerBits(peer: CompiledPeer): Bits {
    switch (peer.kind) {
      case 'labels':
        return this.podBits(
          peer.podSelector,
          peer.namespace ?? peer.namespaceSelector,
        );
      case 'ipBlock': {
        const bits = this.blockBits(peer.blocks);
        dropBits(bits, this.blockBits(peer.except));
        return bits;
      }
      default:
        return emptyBits(this.size);
    }
  }

  private blockBits(blocks: readonly AddressBlock[]): Bits {
    const bits = emptyBits(this.size);
    blocks.forEach(({ first, last }) => {
      let at = this.firstAt(first);
      while (
        at < this.byPosition.length &&
        this.byPosition[at].position <= last
      ) {
        setBit(bits, this.byPosition[at].index);
        at += 1;
      }
    });
    return bits;
  }

  private firstAt(position: bigint): number {
    let low = 0;
    let high = this.byPosition.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.byPosition[middle].position < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether a connection can go between these two addresses of two groups. */
  areConnected(from: number, to: number): boolean {
    const a = this.ends[from].address?.family;
    const b = this.ends[to].address?.family;
    return (a !== undefined && a === b) || !this.shareFamily(from, to);
  }

  private shareFamily(from: number, to: number): boolean {
    const families = (index: number) =>
      this.ends[index].endpoint.addresses.map(({ family }) => family);
    const there = families(to);
    return families(from).some(family => there.includes(family));
  }

  contains(bits: Bits, index: number): boolean {
    return hasBit(bits, index);
  }
}
