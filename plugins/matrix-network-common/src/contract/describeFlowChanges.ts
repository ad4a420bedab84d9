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

import { ContractRowChange, FlowChange, FlowChanges } from './FlowChanges';

/** Lines of one kind that are given; more are counted. */
const MAX_LINES = 40;

function alarm({ against = [] }: FlowChange): number {
  return Number(against.length > 0);
}

function flowLines(mark: string, flows: readonly FlowChange[]): string[] {
  // What is against the contract must not be among those that are merely counted.
  const lines = [...flows]
    .sort((one, other) => alarm(other) - alarm(one))
    .slice(0, MAX_LINES)
    .map(
      ({ source, destination, ports, against = [] }) =>
        `  ${mark} ${source} → ${destination} ${ports}${
          against.length > 0
            ? `, AGAINST THE CONTRACT (${against.join(', ')})`
            : ''
        }`,
    );
  const more = flows.length - lines.length;
  return more > 0 ? [...lines, `  ${mark} and ${more} more`] : lines;
}

const outcomes: Record<ContractRowChange['after'], string> = {
  holds: 'holds',
  violated: 'is violated',
  notJudgeable: 'cannot be judged',
};

function rowLine(change: ContractRowChange): string {
  const { row, source, destination, ports, expectation } = change;
  const expected = expectation === 'mustWork' ? 'must work' : 'must not work';
  const why = change.after === 'violated' ? `: ${change.explanation}` : '';
  return `  ${row} (${source} → ${destination} ${ports} ${expected}) ${
    outcomes[change.after]
  } then, and ${outcomes[change.before]} now${why}`;
}

/** What the policies open and close, as lines of text, for a log or a terminal. @public */
export function describeFlowChanges(changes: FlowChanges): string {
  const { opened, closed, rows, notJudgeable } = changes;
  if (notJudgeable !== undefined) {
    return `What the policies open and close cannot be said: ${notJudgeable}`;
  }
  if (opened.length + closed.length + rows.length === 0) {
    return 'The policies open and close nothing over the pods that run now';
  }
  return [
    `Flows over the pods that run now: ${opened.length} opened, ${closed.length} closed`,
    ...flowLines('+', opened),
    ...flowLines('−', closed),
    ...rows.map(rowLine),
  ].join('\n');
}
