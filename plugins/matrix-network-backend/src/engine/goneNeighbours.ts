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

import { StackSpec } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterClient } from '@matrix-network/backstage-plugin-matrix-network-node';
import { InventoryStore, Place } from '../database/InventoryStore';
import { mayBeThere } from './mayBeThere';

/**
 * Where neighbours of the spec are recorded, but not any more: those that have
 * moved away or never got through, and whose objects somebody has deleted by
 * hand. One that is installed is not looked for.
 */
export async function goneNeighbours(
  inventory: Pick<InventoryStore, 'begun' | 'installations' | 'entries'>,
  {
    client,
    spec: { name, kubernetesCluster },
    signal,
  }: { client: ClusterClient; spec: StackSpec; signal: AbortSignal },
): Promise<Place[]> {
  const [begun, installed] = await Promise.all([
    inventory.begun(kubernetesCluster),
    inventory.installations(kubernetesCluster),
  ]);
  const present = new Set([
    name,
    ...installed.map(({ matrixCluster }) => matrixCluster),
  ]);
  const gone: Place[] = [];
  for (const { matrixCluster } of begun) {
    const place = { matrixCluster, kubernetesCluster };
    if (
      !present.has(matrixCluster) &&
      !(await mayBeThere(await inventory.entries(place), {
        client,
        matrixCluster,
        signal,
      }))
    ) {
      gone.push(place);
    }
  }
  return gone;
}

/** Forgets those, while nobody else writes to the Kubernetes cluster. */
export async function forgetGoneNeighbours(
  inventory: Pick<
    InventoryStore,
    'begun' | 'installations' | 'entries' | 'left'
  >,
  options: Parameters<typeof goneNeighbours>[1],
): Promise<void> {
  for (const place of await goneNeighbours(inventory, options)) {
    await inventory.left(place);
  }
}
