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

import type {
  ContractRowChange,
  FlowChange,
  FlowChanges,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { contractOutcomeWord, StateWord } from './vocabulary';

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Rows of the contract that a change breaks. */
export function brokenRows({ rows }: Pick<FlowChanges, 'rows'>) {
  return rows.filter(({ after }) => after === 'violated');
}

/** Rows of the contract that a change puts right. */
export function mendedRows({ rows }: Pick<FlowChanges, 'rows'>) {
  return rows.filter(
    ({ before, after }) => before === 'violated' && after === 'holds',
  );
}

/** Whether there is anything to list. */
export function hasChanges({ opened, closed, rows }: FlowChanges): boolean {
  return opened.length + closed.length + rows.length > 0;
}

/** Whether the contract wants a flow that opens closed, or one that closes open. */
export function isAgainstContract({ against = [] }: FlowChange): boolean {
  return against.length > 0;
}

/** A change in one phrase: "4 flows open, 2 flows close; 1 of them against the contract; breaks N9". */
export function flowChangesState(changes: FlowChanges): StateWord {
  const { opened, closed, notJudgeable } = changes;
  if (notJudgeable !== undefined) {
    return { word: 'It cannot be judged', tone: 'neutral' };
  }
  if (!hasChanges(changes)) {
    return { word: 'No flow opens or closes', tone: 'good' };
  }
  const broken = brokenRows(changes);
  const mended = mendedRows(changes);
  const against = [...opened, ...closed].filter(isAgainstContract).length;
  const flows = [
    ...(opened.length > 0
      ? [plural(opened.length, 'flow opens', 'flows open')]
      : []),
    ...(closed.length > 0
      ? [plural(closed.length, 'flow closes', 'flows close')]
      : []),
  ];
  const parts = [
    ...(flows.length > 0 ? [flows.join(', ')] : []),
    ...(against > 0 ? [`${against} of them against the contract`] : []),
    ...(broken.length > 0 ? [`breaks ${namesOf(broken)}`] : []),
    ...(mended.length > 0 ? [`mends ${namesOf(mended)}`] : []),
  ];
  const calm = mended.length > 0 ? 'good' : 'warning';
  return {
    word: parts.join('; ') || 'Rows of the contract change',
    tone: broken.length + against > 0 ? 'bad' : calm,
  };
}

function namesOf(rows: readonly ContractRowChange[]): string {
  const most = 5;
  const names = rows.map(({ row }) => row);
  // Naming one of six is no shorter than naming all six.
  return names.length > most + 1
    ? `${names.slice(0, most).join(', ')} and ${names.length - most} more rows`
    : names.join(', ');
}

/** How a row of the contract comes out before or after a change. */
export function rowOutcome(
  row: ContractRowChange,
  when: 'before' | 'after',
): StateWord {
  return contractOutcomeWord({
    expectation: row.expectation,
    outcome: row[when],
  });
}
