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
  Operation,
  OperationKind,
  OperationStatus,
  ProbeReport,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { DateColumn, isoOf, optionalIsoOf } from './dates';
import { OperationOutcome } from './OperationStore';

export const OPERATIONS = 'operations';

/** One operation as it is stored. */
export interface OperationRow {
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

/** What a list needs of each, but for its result. */
export const SUMMARY_COLUMNS = [
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

export function operationOf(row: OperationRow): Operation {
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

export function resultColumn(outcome: OperationOutcome): string | null {
  if ('probes' in outcome) {
    return JSON.stringify(outcome.probes);
  }
  return outcome.result ? JSON.stringify(outcome.result) : null;
}

/** The column holds the result of an apply, or the report of a probe. */
export function probesOf(row: OperationRow): { probes?: ProbeReport } {
  return row.kind === 'probe' && row.result
    ? { probes: JSON.parse(row.result) }
    : {};
}
