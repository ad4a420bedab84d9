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

import { LabelSelector } from '../../kubernetes/types';
import { NAMESPACE_NAME_LABEL } from '../../workloads/labels';
import { AddressBlock } from '../addresses';
import { CompiledPeer } from '../compiled';
import { selectorImplies } from './selectorImplies';

type LabelPeer = Extract<CompiledPeer, { kind: 'labels' }>;
type AddressPeer = Extract<CompiledPeer, { kind: 'ipBlock' }>;

/**
 * Whether whoever is meant by the narrow peer is meant by the wide one.
 * Undefined is everyone. False where it cannot be said: pods are never taken
 * to be within addresses, nor addresses to be those of pods.
 */
export function peerCovers(
  wide: CompiledPeer | undefined,
  narrow: CompiledPeer | undefined,
): boolean {
  if (wide === undefined || narrow === undefined) {
    return wide === undefined;
  }
  if (wide.kind === 'labels' && narrow.kind === 'labels') {
    return (
      selectorImplies(namespacesOf(narrow), namespacesOf(wide)) &&
      selectorImplies(narrow.podSelector, wide.podSelector)
    );
  }
  return (
    wide.kind === 'ipBlock' &&
    narrow.kind === 'ipBlock' &&
    narrow.blocks.every(block => holdsBlock(wide, block, narrow.except))
  );
}

/** The control plane names every namespace in a label, so that a name is a label, and that label always there. */
function namespacesOf({
  namespace,
  namespaceSelector,
}: LabelPeer): LabelSelector {
  return namespace === undefined
    ? {
        ...namespaceSelector,
        matchExpressions: [
          ...(namespaceSelector?.matchExpressions ?? []),
          { key: NAMESPACE_NAME_LABEL, operator: 'Exists' },
        ],
      }
    : { matchLabels: { [NAMESPACE_NAME_LABEL]: namespace } };
}

/** Whether a block, without what is excepted from it, is within one block of a peer. */
function holdsBlock(
  { blocks, except }: AddressPeer,
  block: AddressBlock,
  excepted: readonly AddressBlock[],
): boolean {
  return (
    blocks.some(outer => contains(outer, block)) &&
    except.every(hole => {
      const lost = overlap(hole, block);
      return !lost || excepted.some(outer => contains(outer, lost));
    })
  );
}

type Interval = Pick<AddressBlock, 'first' | 'last'>;

function contains(outer: Interval, inner: Interval): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

function overlap(a: Interval, b: Interval): Interval | undefined {
  const first = a.first > b.first ? a.first : b.first;
  const last = a.last < b.last ? a.last : b.last;
  return first <= last ? { first, last } : undefined;
}
