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

import { ProgressEvent } from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  ClusterClient,
  InventoryEntry,
  isBridgeEntry,
  RemovalResult,
  RemovalStep,
  RemoveObjectsOptions,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { InventoryStore, Place } from '../database/InventoryStore';
import { PolicyRef } from '../engine/flowChangesNow';
import { StackEngine } from '../engine/StackEngine';

/** Deletes what was decided and still holds, and takes it out of the inventory, also where it ends half-way. */
export async function takeOut(options: {
  engine: Pick<StackEngine, 'remove'>;
  inventory: Pick<InventoryStore, 'intend' | 'remove'>;
  client: ClusterClient;
  place: Place;
  steps: readonly RemovalStep[];
  decidedBy: NonNullable<RemoveObjectsOptions['decidedBy']>;
  signal: AbortSignal;
  progress: (event: ProgressEvent) => void;
}): Promise<RemovalResult> {
  const { engine, inventory, client, place, signal, progress } = options;
  const { steps, decidedBy } = options;
  const removed: InventoryEntry[] = [];
  const bridges = steps.map(({ entry }) => entry).filter(isBridgeEntry);
  if (bridges.length > 0) {
    // One that is left behind has to be known when all other policies are gone.
    await inventory.intend(place, bridges);
  }
  try {
    return await engine.remove({
      client,
      steps,
      decidedBy,
      signal,
      onProgress: progress,
      onRemoved: entry => removed.push(entry),
    });
  } finally {
    await inventory.remove(place, removed);
  }
}

/** NetworkPolicies that are to be deleted, in whatever namespace the stack has or had. */
export function policiesTakenOut(steps: readonly RemovalStep[]): PolicyRef[] {
  return steps.flatMap(({ entry: { kind, namespace, name }, decision }) =>
    decision.action === 'delete' && kind === 'NetworkPolicy' && namespace
      ? [{ namespace, name }]
      : [],
  );
}
