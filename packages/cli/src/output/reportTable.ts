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

import { locationText } from '../input/InputProblems';
import { VerifyReport, violationsOf } from '../verify/VerifyReport';
import { table } from './table';

const outcomes = {
  holds: 'holds',
  violated: 'VIOLATED',
  notJudgeable: 'not judgeable',
} as const;

/** Widest cell of the contract's table. */
const WIDEST = 40;

function expectationOf(expectation: 'mustWork' | 'mustNotWork'): string {
  return expectation === 'mustWork' ? 'must work' : 'must not work';
}

function explanations({ rows }: VerifyReport): string {
  return rows
    .filter(({ outcome }) => outcome !== 'holds')
    .map(
      ({ row, outcome, explanation, location }) =>
        `${row} ${outcomes[outcome]}: ${explanation}${
          outcome === 'violated' && location
            ? ` (${locationText(location)})`
            : ''
        }\n`,
    )
    .join('');
}

function findings({ findings: all }: VerifyReport): string {
  return all
    .map(({ severity, code, title, cause, remedy, location }) =>
      [
        `${severity} ${code}: ${title}${
          location ? ` (${locationText(location)})` : ''
        }`,
        `  cause:  ${cause}`,
        `  remedy: ${remedy}`,
        '',
      ].join('\n'),
    )
    .join('');
}

/** Long lists are cut; the other formats have them whole. */
function short(text: string): string {
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}

function section(title: string, text: string): string {
  return text ? `\n${title}\n${text}` : '';
}

/** The report for eyes: the contract, why rows do not hold, findings, and a last line that sums up. */
export function reportTable(report: VerifyReport): string {
  const { rows, assumed } = report;
  const of = (outcome: string) =>
    rows.filter(row => row.outcome === outcome).length;
  return [
    table(
      ['ROW', 'OUTCOME', 'EXPECTED', 'SOURCE', 'DESTINATION', 'PORTS'],
      rows.map(({ row, outcome, expectation, source, destination, ports }) => [
        row,
        outcomes[outcome],
        expectationOf(expectation),
        short(source),
        short(destination),
        short(ports),
      ]),
    ),
    section('EXPLANATIONS', explanations(report)),
    section('FINDINGS', findings(report)),
    assumed.length > 0
      ? `\nNo pods of these were given; they were judged as the spec describes them: ${assumed.join(
          ', ',
        )}.\n`
      : '',
    `\n${violationsOf(report)} violations. Of ${rows.length} rows, ${of(
      'holds',
    )} hold, ${of('violated')} are violated, ${of(
      'notJudgeable',
    )} cannot be judged.\n`,
  ].join('');
}
