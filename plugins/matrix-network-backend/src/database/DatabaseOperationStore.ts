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
  OperationKind,
  OperationStatus,
  ProbeReport,
  ProgressEvent,
  ProgressLine,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { Knex } from 'knex';
import { saveSpec } from './DatabaseSpecStore';
import { DateColumn, isoOf, optionalIsoOf } from './dates';
import {
  OperationClaim,
  OperationOutcome,
  OperationRequest,
  OperationStore,
} from './OperationStore';

const OPERATIONS = 'operations';
const LINES = 'operation_lines';

/** Operations kept for each Matrix cluster, with their lines. */
export const MAX_OPERATIONS = 50;
/** Lines kept for each operation; later ones are dropped after a line that says so. */
export const MAX_LINES = 10_000;
/** Lines that one read returns; the reader asks again after the last of them. */
export const MAX_LINES_READ = 1_000;

interface OperationRow {
  id: string;
  matrix_cluster: string;
  active_matrix_cluster: string | null;
  kind: OperationKind;
  status: OperationStatus;
  requested_by: string;
  request: string;
  result: string | null;
  error: string | null;
  created_at: DateColumn;
  started_at: DateColumn | null;
  finished_at: DateColumn | null;
  attempts: number;
  lease_owner: string | null;
  lease_until: DateColumn | null;
  /** The Kubernetes cluster that it changes; null for a probe. */
  writes_to: string | null;
  /** The same from its first claim to its end: unique, so that one at a time changes a cluster. */
  writing_to: string | null;
}

const SUMMARY_COLUMNS = [
  'id',
  'matrix_cluster',
  'kind',
  'status',
  'requested_by',
  'error',
  'created_at',
  'started_at',
  'finished_at',
] as const;

interface LineRow {
  operation_id: string;
  sequence: number;
  at: DateColumn;
  event: string;
}

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
    const now = this.#now();
    const candidates = await this.#knex<OperationRow>(OPERATIONS)
      .where(claimable(now))
      .andWhere(isItsTurn(this.#knex))
      .orderBy('created_at')
      .select('id', 'attempts', 'writes_to', 'started_at');
    const claims: OperationClaim[] = [];
    const writing = new Set<string>();
    for (const candidate of candidates) {
      if (claims.length === options.limit) {
        break;
      }
      if (candidate.writes_to === null || !writing.has(candidate.writes_to)) {
        claims.push(...(await this.#claimOne(candidate, now, options)));
      }
      if (candidate.writes_to !== null) {
        writing.add(candidate.writes_to);
      }
    }
    return claims;
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
    lines: { at: Date; event: ProgressEvent }[],
  ): Promise<boolean> {
    return this.#knex.transaction(async tx => {
      // The update locks the row: a runner that took over waits, or we see that it did.
      const held = await tx(OPERATIONS)
        .where({ id, lease_owner: owner, status: 'running' })
        .update({ lease_owner: owner });
      if (held !== 1) {
        return false;
      }
      const newest: LineRow | undefined = await tx<LineRow>(LINES)
        .where({ operation_id: id })
        .orderBy('sequence', 'desc')
        .first();
      await insertLines(tx, id, newest?.sequence ?? 0, lines);
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
    const rows = await this.#knex<LineRow>(LINES)
      .where({ operation_id: id })
      .andWhere('sequence', '>', after)
      .orderBy('sequence')
      .limit(MAX_LINES_READ);
    return rows.map(row => ({
      sequence: row.sequence,
      at: isoOf(row.at),
      event: JSON.parse(row.event),
    }));
  }

  async forget(matrixCluster: string): Promise<void> {
    await this.#knex.transaction(async tx => {
      const ids = tx(OPERATIONS)
        .where({ matrix_cluster: matrixCluster })
        .select('id');
      await tx(LINES).whereIn('operation_id', ids).delete();
      await tx(OPERATIONS).where({ matrix_cluster: matrixCluster }).delete();
    });
  }

  /** None where another replica was quicker, with it or with another that changes the same Kubernetes cluster. */
  async #claimOne(
    candidate: Pick<
      OperationRow,
      'id' | 'attempts' | 'writes_to' | 'started_at'
    >,
    now: Date,
    { owner, leaseMs }: { owner: string; leaseMs: number },
  ): Promise<OperationClaim[]> {
    const { id, attempts, writes_to, started_at } = candidate;
    try {
      const updated = await this.#knex(OPERATIONS)
        .where({ id, attempts })
        .andWhere(claimable(now))
        .update({
          status: 'running',
          writing_to: writes_to,
          started_at: started_at ?? now,
          attempts: attempts + 1,
          lease_owner: owner,
          lease_until: new Date(now.getTime() + leaseMs),
        });
      if (updated !== 1) {
        return [];
      }
    } catch (error) {
      if (isDatabaseConflictError(error)) {
        return [];
      }
      throw error;
    }
    const row = await this.#knex<OperationRow>(OPERATIONS)
      .where({ id })
      .first();
    return row
      ? [
          {
            operation: operationOf(row),
            request: { ...JSON.parse(row.request), kind: row.kind },
            attempt: attempts + 1,
          },
        ]
      : [];
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

/** Queued, or running with a lease that ran out or was given back. */
function claimable(now: Date) {
  return (builder: Knex.QueryBuilder) =>
    builder
      .where('status', 'queued')
      .orWhere(running =>
        running
          .where('status', 'running')
          .andWhere(lease =>
            lease.whereNull('lease_until').orWhere('lease_until', '<', now),
          ),
      );
}

/** Nothing else changes the Kubernetes cluster that it would change. */
function isItsTurn(knex: Knex) {
  return (builder: Knex.QueryBuilder) =>
    builder.whereNull('writes_to').orWhereNotExists(
      knex(`${OPERATIONS} as other`)
        .select(knex.raw('1'))
        .whereRaw('other.writing_to = ??', [`${OPERATIONS}.writes_to`])
        .andWhereRaw('other.id <> ??', [`${OPERATIONS}.id`]),
    );
}

/** What is queued for a Kubernetes cluster begins in the order in which it was asked for. */
async function sayWhatItWaitsFor(tx: Knex, row: OperationRow): Promise<void> {
  if (row.writes_to === null) {
    return;
  }
  const before = await tx<OperationRow>(OPERATIONS)
    .where({ writes_to: row.writes_to })
    .whereNotNull('active_matrix_cluster')
    .whereNot({ id: row.id })
    .orderBy('created_at', 'desc')
    .first('id', 'kind', 'matrix_cluster');
  if (before) {
    const message = `Waits for operation ${before.id} (${before.kind} of ${before.matrix_cluster}): one at a time changes Kubernetes cluster ${row.writes_to}`;
    await insertLines(tx, row.id, 0, [
      {
        at: new Date(isoOf(row.created_at)),
        event: { type: 'message', level: 'info', message },
      },
    ]);
  }
}

function resultColumn(outcome: OperationOutcome): string | null {
  if ('probes' in outcome) {
    return JSON.stringify(outcome.probes);
  }
  return outcome.result ? JSON.stringify(outcome.result) : null;
}

/** The column holds the result of an apply, or the report of a probe. */
function probesOf(row: OperationRow): { probes?: ProbeReport } {
  return row.kind === 'probe' && row.result
    ? { probes: JSON.parse(row.result) }
    : {};
}

async function insertLines(
  tx: Knex,
  id: string,
  lastSequence: number,
  lines: { at: Date; event: ProgressEvent }[],
): Promise<void> {
  const room = MAX_LINES - lastSequence;
  const rows = lines.slice(0, Math.max(room, 0)).map((line, index) => ({
    operation_id: id,
    sequence: lastSequence + index + 1,
    at: line.at,
    event: JSON.stringify(line.event),
  }));
  if (lines.length >= room && rows.length > 0) {
    const event: ProgressEvent = {
      type: 'message',
      level: 'warning',
      message: `The log stops here: it holds ${MAX_LINES} lines at most. The operation goes on.`,
    };
    rows[rows.length - 1].event = JSON.stringify(event);
  }
  if (rows.length > 0) {
    await tx.batchInsert(LINES, rows, 100);
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
    await tx(LINES).whereIn('operation_id', surplus).delete();
    await tx(OPERATIONS).whereIn('id', surplus).delete();
  }
}

function operationOf(row: OperationRow): Operation {
  return {
    id: row.id,
    matrixCluster: row.matrix_cluster,
    kind: row.kind,
    status: row.status,
    requestedBy: row.requested_by,
    createdAt: isoOf(row.created_at),
    startedAt: optionalIsoOf(row.started_at),
    finishedAt: optionalIsoOf(row.finished_at),
    error: row.error ?? undefined,
    result:
      row.kind !== 'probe' && row.result ? JSON.parse(row.result) : undefined,
  };
}
