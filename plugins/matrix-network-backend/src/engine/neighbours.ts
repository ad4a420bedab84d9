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
  NeighbourIssue,
  neighbourIssues,
  sharedCcu,
  StackSpec,
  StageId,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { NeighbourInventory } from '@matrix-network/backstage-plugin-matrix-network-node';
import { BegunApply, InventoryStore, Place } from '../database/InventoryStore';

/**
 * The other Matrix clusters on the spec's Kubernetes cluster, oldest first. One
 * whose apply has failed counts as well: what it got in by then may be at work.
 *
 * @param gone - those of which nothing is there any more
 */
export async function neighboursOf(
  inventory: Pick<InventoryStore, 'begun'>,
  spec: Pick<StackSpec, 'name' | 'kubernetesCluster'>,
  gone: readonly Place[] = [],
): Promise<Neighbour[]> {
  const begun = (await inventory.begun(spec.kubernetesCluster)).filter(
    isNoneOf(gone),
  );
  return othersOf(begun, spec.name);
}

/**
 * What those that are applied to the spec's Kubernetes cluster rule out. One that
 * has moved away from there, or never got through, has no say.
 */
export async function issuesWithNeighbours(
  inventory: Pick<InventoryStore, 'installations'>,
  spec: StackSpec,
): Promise<NeighbourIssue[]> {
  const installed = await inventory.installations(spec.kubernetesCluster);
  return neighbourIssues(spec, othersOf(installed, spec.name));
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
  gone: readonly Place[] = [],
): Promise<NeighbourInventory[]> {
  const [neighbours, entries] = await Promise.all([
    neighboursOf(inventory, spec, gone),
    inventory.entriesOfOthers({
      matrixCluster: spec.name,
      kubernetesCluster: spec.kubernetesCluster,
    }),
  ]);
  const names = new Set([
    ...neighbours.map(neighbour => neighbour.spec.name),
    ...entries.keys(),
  ]);
  gone.forEach(({ matrixCluster }) => names.delete(matrixCluster));
  return [...names].map(matrixCluster => ({
    matrixCluster,
    entries: entries.get(matrixCluster) ?? [],
    needs: stagesNeeded(
      neighbours.find(neighbour => neighbour.spec.name === matrixCluster),
    ),
  }));
}

/** Of a list that has the oldest first. */
function othersOf(all: readonly BegunApply[], name: string): Neighbour[] {
  const own = all.findIndex(({ matrixCluster }) => matrixCluster === name);
  return all.flatMap(({ spec }, index) =>
    index === own ? [] : [{ spec, older: own < 0 || index < own }],
  );
}

function isNoneOf(places: readonly Place[]) {
  return ({ matrixCluster }: { matrixCluster: string }) =>
    !places.some(place => place.matrixCluster === matrixCluster);
}

function stagesNeeded(neighbour: Neighbour | undefined): StageId[] {
  if (!neighbour) {
    return [];
  }
  return neighbour.spec.certificates.management === 'external'
    ? ['ingress-controller']
    : ['ingress-controller', 'cert-manager', 'issuers'];
}
