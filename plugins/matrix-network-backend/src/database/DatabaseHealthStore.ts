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

import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import {
  Health,
  Snapshot,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { Knex } from 'knex';
import { DateColumn, optionalIsoOf } from './dates';
import {
  HealthStore,
  PollClaim,
  PollSuccess,
  StoredDigest,
  StoredPollState,
} from './HealthStore';

const TABLE = 'matrix_cluster_health';
const MEBIBYTE = 1024 * 1024;

/** Health larger than this is refused: the poll counts as failed. */
export const MAX_HEALTH_BYTES = 16 * MEBIBYTE;
/** Snapshots larger than this, gzipped, are not kept; their health is. */
export const MAX_SNAPSHOT_BYTES = 16 * MEBIBYTE;
const MAX_SNAPSHOT_UNZIPPED_BYTES = 512 * MEBIBYTE;

const gzipAsync = promisify(gzip);
const gunzipAsync = promisify<Buffer, { maxOutputLength: number }, Buffer>(
  gunzip,
);

interface PollColumns {
  matrix_cluster: string;
  last_success_at: DateColumn | null;
  last_attempt_at: DateColumn | null;
  error: string | null;
}

interface HealthRow extends PollColumns {
  health: string | null;
  digest: string | null;
  snapshot: Buffer | null;
  failures: number;
  next_poll_at: DateColumn;
  lease_owner: string | null;
  lease_until: DateColumn | null;
}

/** {@link HealthStore} in SQLite or PostgreSQL. */
export class DatabaseHealthStore implements HealthStore {
  readonly #knex: Knex;
  readonly #now: () => Date;

  constructor(knex: Knex, now: () => Date = () => new Date()) {
    this.#knex = knex;
    this.#now = now;
  }

  async ensure(matrixCluster: string, firstPollAt: Date): Promise<void> {
    await this.#knex(TABLE)
      .insert({
        matrix_cluster: matrixCluster,
        failures: 0,
        next_poll_at: firstPollAt,
      })
      .onConflict('matrix_cluster')
      .ignore();
  }

  async names(): Promise<string[]> {
    const rows = await this.#knex<HealthRow>(TABLE).select('matrix_cluster');
    return rows.map(row => row.matrix_cluster);
  }

  async claimDue(options: {
    owner: string;
    leaseMs: number;
    limit: number;
  }): Promise<PollClaim[]> {
    const now = this.#now();
    const due = await this.#knex<HealthRow>(TABLE)
      .where('next_poll_at', '<=', now)
      .andWhere(unleased(now))
      .orderBy('next_poll_at')
      .limit(options.limit)
      .select('matrix_cluster', 'failures');
    const claims: PollClaim[] = [];
    for (const row of due) {
      // Another replica may have been quicker: only the one whose update hits has it.
      const updated = await this.#knex(TABLE)
        .where({ matrix_cluster: row.matrix_cluster })
        .andWhere('next_poll_at', '<=', now)
        .andWhere(unleased(now))
        .update({
          lease_owner: options.owner,
          lease_until: new Date(now.getTime() + options.leaseMs),
        });
      if (updated === 1) {
        claims.push({
          matrixCluster: row.matrix_cluster,
          failures: row.failures,
        });
      }
    }
    return claims;
  }

  async recordSuccess(
    matrixCluster: string,
    success: PollSuccess,
    nextPollAt: Date,
  ): Promise<void> {
    const health = JSON.stringify(success.health);
    if (Buffer.byteLength(health) > MAX_HEALTH_BYTES) {
      throw new Error(
        `The health of ${matrixCluster} takes more than ${
          MAX_HEALTH_BYTES / MEBIBYTE
        } MiB and is not stored`,
      );
    }
    const snapshot = await gzipAsync(JSON.stringify(success.snapshot));
    const takenAt = new Date(success.snapshot.takenAt);
    await this.#knex(TABLE)
      .where({ matrix_cluster: matrixCluster })
      // A slow poll must not overwrite what a later, quicker one saw.
      .andWhere(builder =>
        builder
          .whereNull('last_success_at')
          .orWhere('last_success_at', '<=', takenAt),
      )
      .update({
        health,
        digest: JSON.stringify(success.digest),
        snapshot: snapshot.length > MAX_SNAPSHOT_BYTES ? null : snapshot,
        last_success_at: takenAt,
        last_attempt_at: takenAt,
        error: null,
        failures: 0,
        next_poll_at: nextPollAt,
        lease_owner: null,
        lease_until: null,
      });
  }

  async recordFailure(
    matrixCluster: string,
    error: string,
    nextPollAt: Date,
  ): Promise<void> {
    await this.#knex(TABLE)
      .where({ matrix_cluster: matrixCluster })
      .update({
        last_attempt_at: this.#now(),
        error,
        failures: this.#knex.raw('failures + 1'),
        next_poll_at: nextPollAt,
        lease_owner: null,
        lease_until: null,
      });
  }

  async health(matrixCluster: string): Promise<Health | undefined> {
    const row: Pick<HealthRow, 'health'> | undefined = await this.#row(
      matrixCluster,
    ).first('health');
    return row?.health ? JSON.parse(row.health) : undefined;
  }

  async snapshot(matrixCluster: string): Promise<Snapshot | undefined> {
    const row: Pick<HealthRow, 'snapshot'> | undefined = await this.#row(
      matrixCluster,
    ).first('snapshot');
    if (!row?.snapshot) {
      return undefined;
    }
    const json = await gunzipAsync(row.snapshot, {
      maxOutputLength: MAX_SNAPSHOT_UNZIPPED_BYTES,
    });
    return JSON.parse(json.toString('utf8'));
  }

  async pollState(matrixCluster: string): Promise<StoredPollState> {
    const row: PollColumns | undefined = await this.#row(matrixCluster).first(
      'matrix_cluster',
      'last_success_at',
      'last_attempt_at',
      'error',
    );
    return row ? pollStateOf(row) : {};
  }

  async failures(matrixCluster: string): Promise<number> {
    const row: Pick<HealthRow, 'failures'> | undefined = await this.#row(
      matrixCluster,
    ).first('failures');
    return row?.failures ?? 0;
  }

  async digests(): Promise<StoredDigest[]> {
    const rows: (PollColumns & { digest: string | null })[] =
      await this.#knex<HealthRow>(TABLE).select(
        'matrix_cluster',
        'digest',
        'last_success_at',
        'last_attempt_at',
        'error',
      );
    return rows.map(row => ({
      matrixCluster: row.matrix_cluster,
      digest: row.digest ? JSON.parse(row.digest) : undefined,
      poll: pollStateOf(row),
    }));
  }

  async forget(matrixCluster: string): Promise<void> {
    await this.#knex(TABLE).where({ matrix_cluster: matrixCluster }).delete();
  }

  #row(matrixCluster: string) {
    return this.#knex<HealthRow>(TABLE).where({
      matrix_cluster: matrixCluster,
    });
  }
}

function unleased(now: Date) {
  return (builder: Knex.QueryBuilder) =>
    builder.whereNull('lease_until').orWhere('lease_until', '<', now);
}

function pollStateOf(row: PollColumns): StoredPollState {
  return {
    lastSuccessAt: optionalIsoOf(row.last_success_at),
    lastAttemptAt: optionalIsoOf(row.last_attempt_at),
    error: row.error ?? undefined,
  };
}
