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

export {
  describeEntry,
  entryKey,
  inventoryEntryOf,
  inventoryOf,
} from './InventoryEntry';
export type { InventoryEntry } from './InventoryEntry';
export { isBridgeEntry, withBridges } from './bridgeEntries';
export { assertMayDelete } from './assertMayDelete';
export { assertMayRead } from './assertMayRead';
export type { NeighbourInventory, RemovalDecision } from './decideRemoval';
export { planRemoval } from './planRemoval';
export type { PlanRemovalOptions, RemovalStep } from './planRemoval';
export { removeObjects } from './removeObjects';
export type { RemovalResult, RemoveObjectsOptions } from './removeObjects';
