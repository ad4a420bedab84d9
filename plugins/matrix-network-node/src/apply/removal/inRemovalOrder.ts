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

import { StageId } from '@matrix-network/backstage-plugin-matrix-network-common';
import { groupOfKind } from '../inOrder';
import { isBridgeEntry } from './bridgeEntries';
import { InventoryEntry } from './InventoryEntry';

/**
 * What denies goes first, else a namespace would be cut off while what allows
 * goes. Certificates and issuers go while cert-manager is still there to take its
 * finalizers off them.
 */
const stageOrder: Readonly<Record<StageId, number>> = {
  'default-deny': 0,
  monitoring: 1,
  certificates: 2,
  issuers: 3,
  'cert-manager': 4,
  'ingress-controller': 4,
  policies: 5,
  namespaces: 6,
};

/** Kinds whose order is not that of their stage. */
const kindOrder: Readonly<Record<string, number>> = {
  // Their controller must still run: deleting a kind deletes its objects.
  CustomResourceDefinition: 3.5,
  // Nothing may make them again.
  Secret: 5.5,
  Namespace: 6,
};

/** When all others of its namespace are gone. */
const BRIDGE_ORDER = 5.2;

/** Entries in groups for deletion: the reverse of how they went in. Within a group order does not matter. */
export function inRemovalOrder<T extends { entry: InventoryEntry }>(
  items: readonly T[],
): T[][] {
  const groups = new Map<string, { order: [number, number]; items: T[] }>();
  for (const item of items) {
    const order = orderOf(item.entry);
    const key = order.join('/');
    const group = groups.get(key) ?? { order, items: [] };
    group.items.push(item);
    groups.set(key, group);
  }
  return [...groups.values()]
    .sort(
      ({ order: one }, { order: other }) =>
        one[0] - other[0] || one[1] - other[1],
    )
    .map(group => group.items);
}

function orderOf(entry: InventoryEntry): [number, number] {
  const { kind, stage } = entry;
  if (isBridgeEntry(entry)) {
    return [BRIDGE_ORDER, 0];
  }
  const ofKind = kindOrder[kind];
  return ofKind === undefined
    ? [stageOrder[stage], -groupOfKind(kind)]
    : [ofKind, 0];
}
