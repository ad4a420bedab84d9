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
import { isoOf } from './dates';
import { appendLines } from './operationLines';
import { OperationRow, OPERATIONS } from './operationRows';

/** Nothing else changes the Kubernetes cluster that it would change. */
export function isItsTurn(knex: Knex) {
  return (builder: Knex.QueryBuilder) =>
    builder.whereNull('writes_to').orWhereNotExists(
      knex(`${OPERATIONS} as other`)
        .select(knex.raw('1'))
        .whereRaw('other.writing_to = ??', [`${OPERATIONS}.writes_to`])
        .andWhereRaw('other.id <> ??', [`${OPERATIONS}.id`]),
    );
}

/** What is queued for a Kubernetes cluster begins in the order in which it was asked for. */
export async function sayWhatItWaitsFor(
  tx: Knex,
  row: OperationRow,
): Promise<void> {
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
    await appendLines(tx, row.id, [
      {
        at: new Date(isoOf(row.created_at)),
        event: { type: 'message', level: 'info', message },
      },
    ]);
  }
}
