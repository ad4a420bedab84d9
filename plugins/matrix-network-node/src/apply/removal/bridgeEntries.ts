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
import { BRIDGE_POLICY } from '@matrix-network/backstage-plugin-matrix-network-common';
import { entryKey, InventoryEntry } from './InventoryEntry';

export function isPolicyEntry({ apiVersion, kind }: InventoryEntry): boolean {
  return (
    kind === 'NetworkPolicy' && apiVersion.startsWith('networking.k8s.io/')
  );
}

/** Whether it is the policy that stands in while others go in or out. @public */
export function isBridgeEntry(entry: InventoryEntry): boolean {
  return isPolicyEntry(entry) && entry.name === BRIDGE_POLICY;
}

/**
 * The entries, and the bridge of each namespace that has policies among them: an
 * operation that ended half-way may have left it there.
 *
 * @public
 */
export function withBridges(
  entries: readonly InventoryEntry[],
): InventoryEntry[] {
  const all = new Map(entries.map(entry => [entryKey(entry), entry]));
  for (const { apiVersion, kind, namespace } of entries.filter(
    entry => isPolicyEntry(entry) && entry.ownership === 'own',
  )) {
    const bridge: InventoryEntry = {
      ...{ apiVersion, kind, namespace },
      name: BRIDGE_POLICY,
      stage: 'policies',
      ownership: 'own',
    };
    if (!all.has(entryKey(bridge))) {
      all.set(entryKey(bridge), bridge);
    }
  }
  return [...all.values()];
}
