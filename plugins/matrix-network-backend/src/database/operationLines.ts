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
  ProgressEvent,
  ProgressLine,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { Knex } from 'knex';
import { DateColumn, isoOf } from './dates';

const LINES = 'operation_lines';

/** Lines kept for each operation; later ones are dropped after a line that says so. */
export const MAX_LINES = 10_000;
/** Lines that one read returns; the reader asks again after the last of them. */
export const MAX_LINES_READ = 1_000;

interface LineRow {
  operation_id: string;
  sequence: number;
  at: DateColumn;
  event: string;
}

/** What an operation says while it runs. */
export interface NewLine {
  at: Date;
  event: ProgressEvent;
}

/** Adds lines after those that are there, as far as there is room. */
export async function appendLines(
  tx: Knex,
  operation: string,
  lines: readonly NewLine[],
): Promise<void> {
  const newest: LineRow | undefined = await tx<LineRow>(LINES)
    .where({ operation_id: operation })
    .orderBy('sequence', 'desc')
    .first();
  const lastSequence = newest?.sequence ?? 0;
  const room = MAX_LINES - lastSequence;
  const rows = lines.slice(0, Math.max(room, 0)).map((line, index) => ({
    operation_id: operation,
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

/** The lines after the one of that sequence, as many as one read returns. */
export async function readLines(
  knex: Knex,
  operation: string,
  after: number,
): Promise<ProgressLine[]> {
  const rows = await knex<LineRow>(LINES)
    .where({ operation_id: operation })
    .andWhere('sequence', '>', after)
    .orderBy('sequence')
    .limit(MAX_LINES_READ);
  return rows.map(row => ({
    sequence: row.sequence,
    at: isoOf(row.at),
    event: JSON.parse(row.event),
  }));
}

/** Deletes the lines of these operations. */
export async function deleteLines(
  tx: Knex,
  operations: readonly string[],
): Promise<void> {
  await tx(LINES).whereIn('operation_id', operations).delete();
}
