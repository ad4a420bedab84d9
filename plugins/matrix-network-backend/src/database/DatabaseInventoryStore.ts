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
  entryKey,
  InventoryEntry,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { Knex } from 'knex';
import { DateColumn, isoOf } from './dates';
import {
  BegunApply,
  Installation,
  InventoryStore,
  Place,
} from './InventoryStore';
import { parseStoredSpec } from './parseStoredSpec';

const INSTALLATIONS = 'matrix_cluster_installations';
const BEGUN = 'matrix_cluster_begun';
const INVENTORY = 'matrix_cluster_inventory';
const IDENTITY = [
  'matrix_cluster',
  'kubernetes_cluster',
  'api_group',
  'kind',
  'namespace',
  'name',
] as const;

interface InstallationRow {
  matrix_cluster: string;
  kubernetes_cluster: string;
  spec: string;
  first_applied_at: DateColumn;
  applied_at: DateColumn;
}

interface BegunRow {
  matrix_cluster: string;
  kubernetes_cluster: string;
  spec: string;
  first_begun_at: DateColumn;
}

interface InventoryRow {
  matrix_cluster: string;
  kubernetes_cluster: string;
  api_version: string;
  api_group: string;
  kind: string;
  namespace: string;
  name: string;
  uid: string | null;
  stage: InventoryEntry['stage'];
  ownership: InventoryEntry['ownership'];
  in_stack: boolean;
}

/** {@link InventoryStore} in SQLite or PostgreSQL. */
export class DatabaseInventoryStore implements InventoryStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async installation(matrixCluster: string): Promise<Installation | undefined> {
    const row = await this.#knex<InstallationRow>(INSTALLATIONS)
      .where({ matrix_cluster: matrixCluster })
      .first();
    return row && installationOf(row);
  }

  async installations(kubernetesCluster: string): Promise<Installation[]> {
    const rows = await this.#knex<InstallationRow>(INSTALLATIONS)
      .where({ kubernetes_cluster: kubernetesCluster })
      .orderBy([{ column: 'first_applied_at' }, { column: 'matrix_cluster' }]);
    return rows.map(installationOf);
  }

  async begun(kubernetesCluster: string): Promise<BegunApply[]> {
    const here = { kubernetes_cluster: kubernetesCluster };
    const known = this.#knex(BEGUN).where(here).select('matrix_cluster');
    // A replica of an earlier release writes installations only.
    const rows: Omit<BegunRow, 'kubernetes_cluster'>[] = await this.#knex(BEGUN)
      .where(here)
      .select('matrix_cluster', 'spec', 'first_begun_at')
      .unionAll(
        this.#knex(INSTALLATIONS)
          .where(here)
          .whereNotIn('matrix_cluster', known)
          .select('matrix_cluster', 'spec', 'first_applied_at'),
      )
      .orderBy([{ column: 'first_begun_at' }, { column: 'matrix_cluster' }]);
    return rows.map(row => ({
      matrixCluster: row.matrix_cluster,
      spec: parseStoredSpec(row.spec),
    }));
  }

  async entries(place: Place): Promise<InventoryEntry[]> {
    const rows = await this.#knex<InventoryRow>(INVENTORY)
      .where(columnsOf(place))
      .orderBy('id');
    return rows.map(entryOf);
  }

  async entriesOfOthers(place: Place): Promise<Map<string, InventoryEntry[]>> {
    const here = { kubernetes_cluster: place.kubernetesCluster };
    const rows = await this.#knex<InventoryRow>(INVENTORY)
      .where({ ...here, in_stack: true })
      .whereNot({ matrix_cluster: place.matrixCluster })
      .whereIn(
        'matrix_cluster',
        this.#knex(BEGUN)
          .where(here)
          .select('matrix_cluster')
          .union(
            this.#knex(INSTALLATIONS).where(here).select('matrix_cluster'),
          ),
      )
      .orderBy('id');
    const others = new Map<string, InventoryEntry[]>();
    for (const row of rows) {
      const entries = others.get(row.matrix_cluster) ?? [];
      entries.push(entryOf(row));
      others.set(row.matrix_cluster, entries);
    }
    return others;
  }

  async otherPlaces(place: Place): Promise<string[]> {
    const rows: { kubernetes_cluster: string }[] = await this.#knex(INVENTORY)
      .where({ matrix_cluster: place.matrixCluster })
      .whereNot({ kubernetes_cluster: place.kubernetesCluster })
      .distinct('kubernetes_cluster')
      .orderBy('kubernetes_cluster');
    return rows.map(row => row.kubernetes_cluster);
  }

  async begunElsewhere(place: Place): Promise<string[]> {
    const elsewhere = (table: string) =>
      this.#knex(table)
        .where({ matrix_cluster: place.matrixCluster })
        .whereNot({ kubernetes_cluster: place.kubernetesCluster })
        .select('kubernetes_cluster');
    const rows: { kubernetes_cluster: string }[] = await elsewhere(BEGUN)
      .union(elsewhere(INSTALLATIONS))
      .orderBy('kubernetes_cluster');
    return rows.map(row => row.kubernetes_cluster);
  }

  async begin(
    spec: StackSpec,
    entries: readonly InventoryEntry[],
    begunAt: Date,
  ): Promise<() => Promise<void>> {
    const place = placeOf(spec);
    const before = await this.#knex.transaction(async tx => {
      const recorded = await recordOf(tx, place);
      await begin(tx, spec, begunAt);
      await upsert(tx, place, entries);
      return recorded;
    });
    return () => this.#knex.transaction(tx => restore(tx, place, before));
  }

  async intend(
    place: Place,
    entries: readonly InventoryEntry[],
  ): Promise<void> {
    await this.#knex.transaction(tx => upsert(tx, place, entries));
  }

  async record(
    spec: StackSpec,
    entries: readonly InventoryEntry[],
    appliedAt: Date,
  ): Promise<void> {
    const place = placeOf(spec);
    await this.#knex.transaction(async tx => {
      await begin(tx, spec, appliedAt);
      await tx(INVENTORY).where(columnsOf(place)).update({ in_stack: false });
      await upsert(tx, place, entries);
      await tx(INSTALLATIONS)
        .insert({
          matrix_cluster: spec.name,
          kubernetes_cluster: spec.kubernetesCluster,
          spec: JSON.stringify(spec),
          first_applied_at: appliedAt,
          applied_at: appliedAt,
        })
        .onConflict('matrix_cluster')
        .merge(['kubernetes_cluster', 'spec', 'applied_at']);
      await endWhereNothingIs(tx, spec.name);
    });
  }

  async remove(
    place: Place,
    entries: readonly InventoryEntry[],
  ): Promise<void> {
    await this.#knex.transaction(async tx => {
      for (const entry of entries) {
        const { api_group, kind, namespace, name } = rowOf(place, entry);
        await tx(INVENTORY)
          .where({ ...columnsOf(place), api_group, kind, namespace, name })
          .delete();
      }
      await endWhereNothingIs(tx, place.matrixCluster);
    });
  }

  async uninstalled(place: Place): Promise<void> {
    const here = columnsOf(place);
    await this.#knex.transaction(async tx => {
      await tx(INVENTORY).where(here).update({ in_stack: false });
      await tx(INSTALLATIONS).where(here).delete();
      await tx(BEGUN).where(here).delete();
    });
  }

  async left(place: Place): Promise<void> {
    const here = columnsOf(place);
    await this.#knex.transaction(async tx => {
      await tx(INVENTORY)
        .where({ ...here, ownership: 'own' })
        .delete();
      await tx(BEGUN).where(here).delete();
    });
  }

  async forget(matrixCluster: string): Promise<void> {
    await this.#knex.transaction(async tx => {
      await tx(INVENTORY).where({ matrix_cluster: matrixCluster }).delete();
      await tx(INSTALLATIONS).where({ matrix_cluster: matrixCluster }).delete();
      await tx(BEGUN).where({ matrix_cluster: matrixCluster }).delete();
    });
  }
}

async function begin(tx: Knex, spec: StackSpec, begunAt: Date): Promise<void> {
  const here = columnsOf(placeOf(spec));
  const installed = await tx<InstallationRow>(INSTALLATIONS)
    .where(here)
    .first();
  await tx(BEGUN)
    .insert({
      ...here,
      spec: JSON.stringify(spec),
      first_begun_at: installed?.first_applied_at ?? begunAt,
    })
    .onConflict(['matrix_cluster', 'kubernetes_cluster'])
    .merge(['spec']);
}

/** What there was of a place before an apply began. */
interface PlaceRecord {
  spec?: string;
  lastId: number;
  /** Rows of what waited to be pruned. */
  outOfStack: number[];
}

async function recordOf(tx: Knex, place: Place): Promise<PlaceRecord> {
  const begun = await tx<BegunRow>(BEGUN).where(columnsOf(place)).first();
  const rows: { id: number; in_stack: boolean }[] = await tx(INVENTORY)
    .where(columnsOf(place))
    .select('id', 'in_stack');
  return {
    spec: begun?.spec,
    lastId: Math.max(0, ...rows.map(({ id }) => id)),
    outOfStack: rows.filter(row => !row.in_stack).map(({ id }) => id),
  };
}

async function restore(
  tx: Knex,
  place: Place,
  { spec, lastId, outOfStack }: PlaceRecord,
): Promise<void> {
  await tx(INVENTORY)
    .where(columnsOf(place))
    .andWhere('id', '>', lastId)
    .delete();
  for (const ids of batchesOf(outOfStack)) {
    await tx(INVENTORY).whereIn('id', ids).update({ in_stack: false });
  }
  const begun = tx(BEGUN).where(columnsOf(place));
  await (spec === undefined ? begun.delete() : begun.update({ spec }));
}

/** Needs of a Matrix cluster end with its last object in the stack, and with its move away from where none was recorded. */
async function endWhereNothingIs(
  tx: Knex,
  matrixCluster: string,
): Promise<void> {
  const of = { matrix_cluster: matrixCluster };
  await tx(BEGUN)
    .where(of)
    .whereNotIn(
      'kubernetes_cluster',
      tx(INVENTORY)
        .where({ ...of, in_stack: true })
        .select('kubernetes_cluster'),
    )
    .whereNotIn(
      'kubernetes_cluster',
      tx(INSTALLATIONS).where(of).select('kubernetes_cluster'),
    )
    .delete();
}

async function upsert(
  tx: Knex,
  place: Place,
  entries: readonly InventoryEntry[],
): Promise<void> {
  const rows = new Map(
    entries.map(entry => [entryKey(entry), rowOf(place, entry)]),
  );
  const known = [...rows.values()].filter(row => row.uid !== null);
  const unknown = [...rows.values()].filter(row => row.uid === null);
  const columns = ['api_version', 'stage', 'ownership', 'in_stack'] as const;
  for (const batch of batchesOf(known)) {
    await tx(INVENTORY)
      .insert(batch)
      .onConflict([...IDENTITY])
      .merge([...columns, 'uid']);
  }
  for (const batch of batchesOf(unknown)) {
    await tx(INVENTORY)
      .insert(batch)
      .onConflict([...IDENTITY])
      .merge([...columns]);
  }
}

/** SQLite takes no more than so many values in a statement. */
function batchesOf<T>(rows: readonly T[]): T[][] {
  const size = 50;
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}

function placeOf({ name, kubernetesCluster }: StackSpec): Place {
  return { matrixCluster: name, kubernetesCluster };
}

function columnsOf({ matrixCluster, kubernetesCluster }: Place) {
  return {
    matrix_cluster: matrixCluster,
    kubernetes_cluster: kubernetesCluster,
  };
}

function rowOf(place: Place, entry: InventoryEntry): InventoryRow {
  const [group, version] = entry.apiVersion.split('/');
  return {
    ...columnsOf(place),
    api_version: entry.apiVersion,
    api_group: version === undefined ? '' : group,
    kind: entry.kind,
    namespace: entry.namespace ?? '',
    name: entry.name,
    uid: entry.uid ?? null,
    stage: entry.stage,
    ownership: entry.ownership,
    in_stack: true,
  };
}

function entryOf(row: InventoryRow): InventoryEntry {
  return {
    apiVersion: row.api_version,
    kind: row.kind,
    ...(row.namespace && { namespace: row.namespace }),
    name: row.name,
    ...(row.uid && { uid: row.uid }),
    stage: row.stage,
    ownership: row.ownership,
  };
}

function installationOf(row: InstallationRow): Installation {
  return {
    matrixCluster: row.matrix_cluster,
    spec: parseStoredSpec(row.spec),
    firstAppliedAt: isoOf(row.first_applied_at),
    appliedAt: isoOf(row.applied_at),
  };
}
