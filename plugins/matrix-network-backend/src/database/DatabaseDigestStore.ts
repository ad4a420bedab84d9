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

import { ReleaseComponent } from '@matrix-network/backstage-plugin-matrix-network-common';
import { DigestStore } from '@matrix-network/backstage-plugin-matrix-network-node';
import { Knex } from 'knex';

const TABLE = 'release_digests';

/** Digests of releases as first fetched, shared by all replicas, in SQLite or PostgreSQL. */
export class DatabaseDigestStore implements DigestStore {
  readonly #knex: Knex;
  readonly #now: () => Date;

  constructor(knex: Knex, now: () => Date = () => new Date()) {
    this.#knex = knex;
    this.#now = now;
  }

  async get(
    component: ReleaseComponent,
    version: string,
  ): Promise<string | undefined> {
    const row: { sha256: string } | undefined = await this.#knex(TABLE)
      .where({ component, version })
      .first('sha256');
    return row?.sha256;
  }

  async set(
    component: ReleaseComponent,
    version: string,
    sha256: string,
  ): Promise<void> {
    await this.#knex(TABLE)
      .insert({ component, version, sha256, recorded_at: this.#now() })
      .onConflict(['component', 'version'])
      .ignore();
  }
}
