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
import { Knex } from 'knex';
import { DateColumn, isoOf, optionalIsoOf } from './dates';
import { parseStoredSpec } from './parseStoredSpec';
import { SpecRevision, SpecStore, StoredSpec } from './SpecStore';

const TABLE = 'matrix_cluster_specs';
/** Which Matrix clusters are applied; written with the inventory of their objects. */
const INSTALLATIONS = 'matrix_cluster_installations';

/** Revisions kept for each Matrix cluster. */
export const MAX_REVISIONS = 100;

interface SpecRow {
  id: number;
  matrix_cluster: string;
  spec: string;
  created_at: DateColumn;
  created_by: string;
  applied_at: DateColumn | null;
}

/** {@link SpecStore} in SQLite or PostgreSQL. */
export class DatabaseSpecStore implements SpecStore {
  readonly #knex: Knex;
  readonly #now: () => Date;

  constructor(knex: Knex, now: () => Date = () => new Date()) {
    this.#knex = knex;
    this.#now = now;
  }

  async listCurrent(): Promise<StoredSpec[]> {
    const newest = this.#knex(TABLE).max('id').groupBy('matrix_cluster');
    const rows = await this.#knex<SpecRow>(TABLE)
      .whereIn('id', newest)
      .orderBy('matrix_cluster');
    const registered = await this.#registeredNames();
    return rows.map(row => ({
      ...revisionOf(row),
      registered: registered.has(row.matrix_cluster),
    }));
  }

  async current(matrixCluster: string): Promise<StoredSpec | undefined> {
    const row = await newestRow(this.#knex, matrixCluster);
    if (!row) {
      return undefined;
    }
    const installed = await this.#knex(INSTALLATIONS)
      .where({ matrix_cluster: matrixCluster })
      .first('matrix_cluster');
    return { ...revisionOf(row), registered: installed !== undefined };
  }

  async history(matrixCluster: string): Promise<SpecRevision[]> {
    const rows = await this.#knex<SpecRow>(TABLE)
      .where({ matrix_cluster: matrixCluster })
      .orderBy('id', 'desc');
    return rows.map(revisionOf);
  }

  async revision(
    matrixCluster: string,
    revision: number,
  ): Promise<SpecRevision | undefined> {
    const row = await this.#knex<SpecRow>(TABLE)
      .where({ matrix_cluster: matrixCluster, id: revision })
      .first();
    return row && revisionOf(row);
  }

  async save(spec: StackSpec, createdBy: string): Promise<void> {
    await this.#knex.transaction(tx =>
      saveSpec(tx, spec, createdBy, this.#now()),
    );
  }

  async markApplied(spec: StackSpec): Promise<void> {
    const row = await newestRow(this.#knex, spec.name);
    const isCurrent =
      row && JSON.stringify(parseStoredSpec(row.spec)) === JSON.stringify(spec);
    if (isCurrent && row.applied_at === null) {
      await this.#knex(TABLE)
        .where({ id: row.id })
        .update({ applied_at: this.#now() });
    }
  }

  async forget(matrixCluster: string): Promise<void> {
    await this.#knex(TABLE).where({ matrix_cluster: matrixCluster }).delete();
  }

  async #registeredNames(): Promise<Set<string>> {
    const rows: { matrix_cluster: string }[] = await this.#knex(
      INSTALLATIONS,
    ).select('matrix_cluster');
    return new Set(rows.map(row => row.matrix_cluster));
  }
}

/**
 * Stores a spec inside the caller's transaction, so that a spec and the
 * operation that applies it come into being together or not at all.
 */
export async function saveSpec(
  tx: Knex,
  spec: StackSpec,
  createdBy: string,
  now: Date,
): Promise<void> {
  const text = JSON.stringify(spec);
  const newest = await newestRow(tx, spec.name);
  if (newest?.spec === text) {
    return;
  }
  await tx(TABLE).insert({
    matrix_cluster: spec.name,
    spec: text,
    created_at: now,
    created_by: createdBy,
  });
  await pruneRevisions(tx, spec.name);
}

/** Keeps the newest revisions, and the newest applied one however old it is. */
async function pruneRevisions(tx: Knex, matrixCluster: string): Promise<void> {
  const ids: { id: number }[] = await tx(TABLE)
    .where({ matrix_cluster: matrixCluster })
    .orderBy('id', 'desc')
    .select('id');
  const surplus = ids.slice(MAX_REVISIONS).map(row => row.id);
  if (surplus.length === 0) {
    return;
  }
  const lastApplied: { id: number } | undefined = await tx(TABLE)
    .where({ matrix_cluster: matrixCluster })
    .whereNotNull('applied_at')
    .orderBy('id', 'desc')
    .first('id');
  await tx(TABLE)
    .whereIn(
      'id',
      surplus.filter(id => id !== lastApplied?.id),
    )
    .delete();
}

async function newestRow(
  knex: Knex,
  matrixCluster: string,
): Promise<SpecRow | undefined> {
  return knex<SpecRow>(TABLE)
    .where({ matrix_cluster: matrixCluster })
    .orderBy('id', 'desc')
    .first();
}

function revisionOf(row: SpecRow): SpecRevision {
  return {
    revision: row.id,
    spec: parseStoredSpec(row.spec),
    createdAt: isoOf(row.created_at),
    createdBy: row.created_by,
    appliedAt: optionalIsoOf(row.applied_at),
  };
}
