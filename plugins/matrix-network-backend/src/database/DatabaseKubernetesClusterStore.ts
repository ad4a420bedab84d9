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

import { Knex } from 'knex';
import {
  KubernetesClusterLook,
  KubernetesClusterStore,
} from './KubernetesClusterStore';

const TABLE = 'kubernetes_clusters';

interface Row {
  name: string;
  /** SQLite has no booleans: 0 or 1. */
  reachable: boolean | number;
  kubernetes_version: string | null;
  message: string | null;
  facts: string | null;
}

/** {@link KubernetesClusterStore} in SQLite or PostgreSQL. */
export class DatabaseKubernetesClusterStore implements KubernetesClusterStore {
  readonly #knex: Knex;
  readonly #now: () => Date;

  constructor(knex: Knex, now: () => Date = () => new Date()) {
    this.#knex = knex;
    this.#now = now;
  }

  async list(): Promise<KubernetesClusterLook[]> {
    const rows: Row[] = await this.#knex(TABLE).orderBy('name');
    return rows.map(lookOf);
  }

  async get(name: string): Promise<KubernetesClusterLook | undefined> {
    const row: Row | undefined = await this.#knex(TABLE)
      .where({ name })
      .first();
    return row && lookOf(row);
  }

  async record(look: KubernetesClusterLook): Promise<void> {
    const row = {
      reachable: look.reachable,
      kubernetes_version: look.kubernetesVersion ?? null,
      message: look.message ?? null,
      looked_at: this.#now(),
      ...(look.facts ? { facts: JSON.stringify(look.facts) } : {}),
    };
    await this.#knex(TABLE)
      .insert({ name: look.name, ...row })
      .onConflict('name')
      .merge(row);
  }

  async retain(names: string[]): Promise<void> {
    await this.#knex(TABLE).whereNotIn('name', names).delete();
  }
}

function lookOf(row: Row): KubernetesClusterLook {
  return {
    name: row.name,
    reachable: Boolean(row.reachable),
    kubernetesVersion: row.kubernetes_version ?? undefined,
    message: row.message ?? undefined,
    facts: row.facts ? JSON.parse(row.facts) : undefined,
  };
}
