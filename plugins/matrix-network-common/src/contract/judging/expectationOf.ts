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

import { PortToTry } from '../../policy';
import { ContractPort } from '../ContractRow';
import { RowBetween } from '../rowsBetween';

/** What the contract says of a port between two ends. */
export interface Expectation {
  expected: 'mustWork' | 'mustNotWork' | 'unstated';
  /** The rows behind `expected`, by id. */
  rows: readonly string[];
}

function coversPort(ports: readonly ContractPort[], tried: PortToTry): boolean {
  return ports.some(
    ({ port, endPort = port, protocol }) =>
      protocol === tried.protocol &&
      port <= tried.port &&
      tried.port <= endPort,
  );
}

function speaksOf({ flow: { ports } }: RowBetween, tried: PortToTry) {
  switch (ports.kind) {
    case 'listed':
      return coversPort(ports.ports, tried);
    case 'every':
      return !coversPort(ports.except, tried);
    default:
      return false;
  }
}

/** What rows say of a port: where they disagree, what must work counts. */
export function expectationOf(
  between: readonly RowBetween[],
  one: PortToTry,
): Expectation {
  const speaking = between.filter(row => speaksOf(row, one));
  const mustWork = speaking.some(({ row }) => row.expectation === 'mustWork');
  const stated = mustWork ? 'mustWork' : 'mustNotWork';
  const expected: Expectation['expected'] =
    speaking.length > 0 ? stated : 'unstated';
  const rows = speaking
    .filter(({ row }) => row.expectation === expected)
    .map(({ row }) => row.id);
  return { expected, rows: [...new Set(rows)] };
}
