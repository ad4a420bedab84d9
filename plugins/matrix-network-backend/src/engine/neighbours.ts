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

import {
  Neighbour,
  sharedCcu,
  StackSpec,
  StageId,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { NeighbourInventory } from '@matrix-network/backstage-plugin-matrix-network-node';
import { InventoryStore } from '../database/InventoryStore';

/**
 * The other Matrix clusters on the spec's Kubernetes cluster, oldest first. One
 * whose apply has failed counts as well: what it got in by then may be at work.
 */
export async function neighboursOf(
  inventory: Pick<InventoryStore, 'begun'>,
  spec: Pick<StackSpec, 'name' | 'kubernetesCluster'>,
): Promise<Neighbour[]> {
  const begun = await inventory.begun(spec.kubernetesCluster);
  const own = begun.findIndex(
    ({ matrixCluster }) => matrixCluster === spec.name,
  );
  return begun.flatMap((other, index) =>
    index === own ? [] : [{ spec: other.spec, older: own < 0 || index < own }],
  );
}

/** CCU targets of all Matrix clusters that share the ingress controller; `undefined` where there is no other. */
export async function sharedCcuOf(
  inventory: Pick<InventoryStore, 'begun'>,
  spec: StackSpec,
): Promise<number | undefined> {
  const neighbours = await neighboursOf(inventory, spec);
  return neighbours.length > 0 ? sharedCcu(spec, neighbours) : undefined;
}

/** What the other Matrix clusters need on the spec's Kubernetes cluster; one whose first apply is under way counts. */
export async function neighbourInventories(
  inventory: Pick<InventoryStore, 'begun' | 'entriesOfOthers'>,
  spec: StackSpec,
): Promise<NeighbourInventory[]> {
  const [neighbours, entries] = await Promise.all([
    neighboursOf(inventory, spec),
    inventory.entriesOfOthers({
      matrixCluster: spec.name,
      kubernetesCluster: spec.kubernetesCluster,
    }),
  ]);
  const names = new Set([
    ...neighbours.map(neighbour => neighbour.spec.name),
    ...entries.keys(),
  ]);
  return [...names].map(matrixCluster => ({
    matrixCluster,
    entries: entries.get(matrixCluster) ?? [],
    needs: stagesNeeded(
      neighbours.find(neighbour => neighbour.spec.name === matrixCluster),
    ),
  }));
}

function stagesNeeded(neighbour: Neighbour | undefined): StageId[] {
  if (!neighbour) {
    return [];
  }
  return neighbour.spec.certificates.management === 'external'
    ? ['ingress-controller']
    : ['ingress-controller', 'cert-manager', 'issuers'];
}
