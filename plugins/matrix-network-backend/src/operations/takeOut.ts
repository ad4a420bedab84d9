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
  RemovalResult,
  RemovalStep,
  RemoveObjectsOptions,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { InventoryStore, Place } from '../database/InventoryStore';
import { StackEngine } from '../engine/StackEngine';

/** Deletes what was decided and still holds, and takes it out of the inventory, also where it ends half-way. */
export async function takeOut(options: {
  engine: Pick<StackEngine, 'remove'>;
  inventory: Pick<InventoryStore, 'remove'>;
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

/** Names of NetworkPolicies of the Matrix namespace that are to be deleted. */
export function policiesTakenOut(
  steps: readonly RemovalStep[],
  namespace: string,
): string[] {
  return steps
    .filter(
      ({ entry, decision }) =>
        decision.action === 'delete' &&
        entry.kind === 'NetworkPolicy' &&
        entry.namespace === namespace,
    )
    .map(({ entry }) => entry.name);
}
