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

import { randomUUID } from 'node:crypto';
import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  Operation,
  ProbeReport,
  ProgressLine,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { Knex } from 'knex';
import { claimOperations } from './claimOperations';
import { saveSpec } from './DatabaseSpecStore';
import { appendLines, deleteLines, NewLine, readLines } from './operationLines';
import {
  operationOf,
  OperationRow,
  OPERATIONS,
  probesOf,
  resultColumn,
  SUMMARY_COLUMNS,
} from './operationRows';
import {
  OperationClaim,
  OperationOutcome,
  OperationRequest,
  OperationStore,
} from './OperationStore';
import { sayWhatItWaitsFor } from './operationTurns';

/** Operations kept for each Matrix cluster, with their lines. */
export const MAX_OPERATIONS = 50;

/** {@link OperationStore} in SQLite or PostgreSQL. */
export class DatabaseOperationStore implements OperationStore {
  readonly #knex: Knex;
  readonly #now: () => Date;

  constructor(knex: Knex, now: () => Date = () => new Date()) {
    this.#knex = knex;
    this.#now = now;
  }

  async enqueue(input: {
    requestedBy: string;
    request: OperationRequest;
    storeSpec: boolean;
  }): Promise<Operation> {
    const { spec } = input.request;
    const row = this.#queuedRow(input);
    try {
      await this.#knex.transaction(async tx => {
        await tx(OPERATIONS).insert(row);
        await sayWhatItWaitsFor(tx, row);
        if (input.storeSpec) {
          await saveSpec(tx, spec, input.requestedBy, this.#now());
        }
        await pruneOperations(tx, spec.name);
      });
    } catch (error) {
      throw isDatabaseConflictError(error)
        ? await this.#conflict(spec.name)
        : error;
    }
    return operationOf(row);
  }

  async claim(options: {
    owner: string;
    leaseMs: number;
    limit: number;
  }): Promise<OperationClaim[]> {
    return claimOperations(this.#knex, { ...options, now: this.#now() });
  }

  async heartbeat(
    id: string,
    owner: string,
    leaseMs: number,
  ): Promise<boolean> {
    const updated = await this.#knex(OPERATIONS)
      .where({ id, lease_owner: owner, status: 'running' })
      .update({ lease_until: new Date(this.#now().getTime() + leaseMs) });
    return updated === 1;
  }

  async release(id: string, owner: string): Promise<void> {
    await this.#knex(OPERATIONS)
      .where({ id, lease_owner: owner, status: 'running' })
      .update({ lease_owner: null, lease_until: null });
  }

  async appendLines(
    id: string,
    owner: string,
    lines: NewLine[],
  ): Promise<boolean> {
    return this.#knex.transaction(async tx => {
      // The update locks the row: a runner that took over waits, or we see that it did.
      const held = await tx(OPERATIONS)
        .where({ id, lease_owner: owner, status: 'running' })
        .update({ lease_owner: owner });
      if (held !== 1) {
        return false;
      }
      await appendLines(tx, id, lines);
      return true;
    });
  }

  async finish(
    id: string,
    owner: string,
    outcome: OperationOutcome,
  ): Promise<boolean> {
    const updated = await this.#knex(OPERATIONS)
      .where({ id, lease_owner: owner, status: 'running' })
      .update({
        status: outcome.status,
        active_matrix_cluster: null,
        writing_to: null,
        finished_at: this.#now(),
        error: outcome.status === 'failed' ? outcome.error : null,
        result: resultColumn(outcome),
        lease_owner: null,
        lease_until: null,
      });
    return updated === 1;
  }

  async get(id: string): Promise<Operation | undefined> {
    const row = await this.#knex<OperationRow>(OPERATIONS)
      .where({ id })
      .first();
    return row && { ...operationOf(row), ...probesOf(row) };
  }

  async latestProbes(matrixCluster: string): Promise<ProbeReport | undefined> {
    const row = await this.#newestFirst(matrixCluster)
      .where({ kind: 'probe', status: 'succeeded' })
      .first();
    return row && probesOf(row).probes;
  }

  async list(matrixCluster: string): Promise<Operation[]> {
    const rows = await this.#summaries(matrixCluster);
    return rows.map(operationOf);
  }

  async latest(matrixCluster: string): Promise<Operation | undefined> {
    const [row] = await this.#summaries(matrixCluster).limit(1);
    return row && operationOf(row);
  }

  async active(matrixCluster: string): Promise<Operation | undefined> {
    const row = await this.#knex<OperationRow>(OPERATIONS)
      .where({ active_matrix_cluster: matrixCluster })
      .first();
    return row && operationOf(row);
  }

  async lines(id: string, after: number): Promise<ProgressLine[]> {
    return readLines(this.#knex, id, after);
  }

  async forget(matrixCluster: string): Promise<void> {
    await this.#knex.transaction(async tx => {
      const rows: { id: string }[] = await tx(OPERATIONS)
        .where({ matrix_cluster: matrixCluster })
        .select('id');
      await deleteLines(
        tx,
        rows.map(({ id }) => id),
      );
      await tx(OPERATIONS).where({ matrix_cluster: matrixCluster }).delete();
    });
  }

  #queuedRow(input: {
    requestedBy: string;
    request: OperationRequest;
  }): OperationRow {
    const { kind, spec } = input.request;
    return {
      id: randomUUID(),
      matrix_cluster: spec.name,
      active_matrix_cluster: spec.name,
      kind,
      status: 'queued',
      requested_by: input.requestedBy,
      request: JSON.stringify(input.request),
      result: null,
      error: null,
      created_at: this.#now(),
      started_at: null,
      finished_at: null,
      attempts: 0,
      lease_owner: null,
      lease_until: null,
      writes_to: kind === 'probe' ? null : spec.kubernetesCluster,
      writing_to: null,
    };
  }

  #newestFirst(matrixCluster: string) {
    return this.#knex<OperationRow>(OPERATIONS)
      .where({ matrix_cluster: matrixCluster })
      .orderBy('created_at', 'desc');
  }

  /** Without requests and probe reports: a list of them would be megabytes. */
  #summaries(matrixCluster: string) {
    return this.#newestFirst(matrixCluster).select<OperationRow[]>(
      ...SUMMARY_COLUMNS,
      this.#knex.raw("case when kind <> 'probe' then result end as result"),
    );
  }

  async #conflict(matrixCluster: string): Promise<ConflictError> {
    const active = await this.active(matrixCluster);
    return new ConflictError(
      active
        ? `Operation ${active.id} (${active.kind}) of ${matrixCluster} is ${active.status}; start another when it has finished`
        : `Another operation of ${matrixCluster} has just ended; try again`,
    );
  }
}

async function pruneOperations(tx: Knex, matrixCluster: string): Promise<void> {
  const rows: { id: string }[] = await tx(OPERATIONS)
    .where({ matrix_cluster: matrixCluster })
    .orderBy('created_at', 'desc')
    .offset(MAX_OPERATIONS)
    .limit(1_000)
    .select('id');
  const surplus = rows.map(row => row.id);
  if (surplus.length > 0) {
    await deleteLines(tx, surplus);
    await tx(OPERATIONS).whereIn('id', surplus).delete();
  }
}
