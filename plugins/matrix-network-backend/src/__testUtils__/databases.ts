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

import { DatabaseService } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { openDatabase } from '../database/migrations';

/**
 * SQLite always; PostgreSQL where a connection string names a server, which
 * `npm test` starts, and says so where it cannot.
 */
export const databases = TestDatabases.create({
  ids: process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING
    ? ['SQLITE_3', 'POSTGRES_15']
    : ['SQLITE_3'],
});

/** The databases to run a test on, for `it.each`. */
export const databaseIds = databases.eachSupportedId();

export type DatabaseId = Parameters<typeof databases.init>[0];

/** A fresh database with the plugin's schema. */
export async function migratedDatabase(id: DatabaseId): Promise<Knex> {
  const knex = await databases.init(id);
  const database: DatabaseService = mockServices.database.mock({
    getClient: async () => knex,
    migrations: { skip: false },
  });
  return openDatabase(database);
}
