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
import {
  ClusterClient,
  InventoryEntry,
  inventoryOf,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { InventoryStore } from '../database/InventoryStore';
import { neighboursOf } from './neighbours';
import { StackEngine } from './StackEngine';

/**
 * What of a Matrix cluster is recorded on its Kubernetes cluster. One that was
 * applied before there was an inventory has what its spec renders to.
 */
export async function recordedEntries(
  {
    engine,
    inventory,
  }: {
    engine: Pick<StackEngine, 'readFacts' | 'render'>;
    inventory: Pick<InventoryStore, 'entries' | 'begun' | 'installations'>;
  },
  {
    client,
    spec,
    signal,
  }: { client: ClusterClient; spec: StackSpec; signal: AbortSignal },
): Promise<InventoryEntry[]> {
  const recorded = await inventory.entries({
    matrixCluster: spec.name,
    kubernetesCluster: spec.kubernetesCluster,
  });
  const installed = await inventory.installations(spec.kubernetesCluster);
  const isInstalled = installed.some(
    ({ matrixCluster }) => matrixCluster === spec.name,
  );
  if (recorded.length > 0 || !isInstalled) {
    return recorded;
  }
  const facts = await engine.readFacts(client, signal);
  const neighbours = await neighboursOf(inventory, spec);
  return inventoryOf(await engine.render(spec, facts, signal, neighbours));
}
