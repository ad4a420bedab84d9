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

import { DatabaseHealthStore } from '../database/DatabaseHealthStore';
import { DatabaseInventoryStore } from '../database/DatabaseInventoryStore';
import { DatabaseKubernetesClusterStore } from '../database/DatabaseKubernetesClusterStore';
import { DatabaseOperationStore } from '../database/DatabaseOperationStore';
import { DatabaseSpecStore } from '../database/DatabaseSpecStore';
import { digestOf } from '../service/healthDigest';
import { MatrixClusterDirectory } from '../service/MatrixClusterDirectory';
import { Services } from '../service/Services';
import { migratedDatabase } from './databases';
import {
  fakeClusters,
  fakeEngine,
  healthOf,
  snapshotOf,
  specOf,
} from './fakes';

/**
 * Services over a real database and a fake engine, with one Matrix cluster from
 * the database, `chat-eu`, and one from config, `chat-drifted`.
 */
export async function testServices(overrides: Partial<Services> = {}) {
  const knex = await migratedDatabase('SQLITE_3');
  const specs = new DatabaseSpecStore(knex);
  const health = new DatabaseHealthStore(knex);
  const services: Services = {
    directory: new MatrixClusterDirectory({
      configured: [specOf('chat-drifted')],
      specs,
    }),
    specs,
    inventory: new DatabaseInventoryStore(knex),
    health,
    operations: new DatabaseOperationStore(knex),
    kubernetesClusters: new DatabaseKubernetesClusterStore(knex),
    clusters: fakeClusters(),
    engine: fakeEngine(),
    polls: { pollNow: jest.fn(async () => {}) },
    runner: { tick: jest.fn(async () => {}) },
    certificates: {
      check: jest.fn(async (host, port) => ({
        outcome: 'failed' as const,
        host,
        port,
        reason: 'nameNotResolved' as const,
        message: `DNS has no address for ${host}`,
      })),
    },
    pollIntervalMs: 60_000,
    onMatrixClustersChanged: jest.fn(),
    now: () => new Date('2026-11-24T12:00:00.000Z'),
    ...overrides,
  };
  await specs.save(specOf('chat-eu'), 'user:default/guest');
  return { services, knex };
}

/** Stores a poll's result as the poller would. */
export async function storePoll(
  services: Services,
  name: string,
  overrides: Parameters<typeof healthOf>[1] = {},
): Promise<void> {
  const spec = specOf(name);
  const health = healthOf(spec, overrides);
  await services.health.ensure(name, new Date(health.seenAt));
  await services.health.recordSuccess(
    name,
    { snapshot: snapshotOf(spec), health, digest: digestOf(health) },
    new Date(health.seenAt),
  );
}
