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

import { ContractRowHealth } from '../health/Health';
import { WorkloadId } from '../workloads/types';
import { list } from './text';

/** The ends that are concerned: of a broken row, those of the flows against it. */
export function concernedEnds(
  row: ContractRowHealth,
  side: 'sources' | 'destinations',
): readonly string[] {
  const named = side === 'sources' ? row.source : row.destination;
  return row.broken?.[side] ?? named.split(', ');
}

/** Up to three ends by name; of more the first two, and how many others. */
function shortEnds(names: readonly string[]): string {
  return names.length <= 3
    ? list(names)
    : `${names.slice(0, 2).join(', ')} and ${names.length - 2} others`;
}

/** Longer lists of ports are left to the contract's own page. */
const longestPorts = 24;

/** A broken row's flows in words: `Prometheus to key_vault (TCP 8000)`. */
function flowText(row: ContractRowHealth): string {
  const flow = `${shortEnds(concernedEnds(row, 'sources'))} to ${shortEnds(
    concernedEnds(row, 'destinations'),
  )}`;
  const ports = row.broken?.ports ?? row.ports;
  return ports.length > longestPorts ? flow : `${flow} (${ports})`;
}

/** At most so many rows in one sentence. */
const mostRows = 4;

/** Several broken rows in words, with their ids. */
export function flowsText(rows: readonly ContractRowHealth[]): string {
  const texts = rows
    .slice(0, mostRows)
    .map(row => `${flowText(row)} [${row.row}]`);
  const more = rows.length - mostRows;
  return [...texts, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

export function isBroken({ outcome }: ContractRowHealth): boolean {
  return outcome === 'violated';
}

/** Violated rows of flows that must not work. */
export function openedRows(
  rows: readonly ContractRowHealth[],
): ContractRowHealth[] {
  return rows.filter(row => isBroken(row) && row.expectation === 'mustNotWork');
}

/** Violated rows of flows that must work. */
export function cutRows(
  rows: readonly ContractRowHealth[],
): ContractRowHealth[] {
  return rows.filter(row => isBroken(row) && row.expectation === 'mustWork');
}

/** Rows broken in `after` that were not in `before`. */
export function newlyBroken(
  before: readonly ContractRowHealth[],
  after: readonly ContractRowHealth[],
): ContractRowHealth[] {
  const known = new Set(before.filter(isBroken).map(({ row }) => row));
  return after.filter(row => isBroken(row) && !known.has(row.row));
}

/** Workloads at either end of the flows that are against the rows. */
export function workloadsOfRows(
  rows: readonly ContractRowHealth[],
): WorkloadId[] {
  return [
    ...new Set(
      rows.flatMap(
        ({ broken, sourceWorkloads, destinationWorkloads }) =>
          broken?.workloads ?? [...destinationWorkloads, ...sourceWorkloads],
      ),
    ),
  ];
}

/** Ends of several rows for a title: up to three by name, more by number. */
export function endsTitle(
  rows: readonly ContractRowHealth[],
  side: 'sources' | 'destinations',
): string {
  const ends = [...new Set(rows.flatMap(row => concernedEnds(row, side)))];
  const others = ends.filter(end => end.startsWith('pods of '));
  const named = ends.filter(end => !end.startsWith('pods of '));
  const more = others.length > 1 ? ['pods of other namespaces'] : others;
  return named.length > 3
    ? list([`${named.length} workloads`, ...more])
    : list([...named, ...more]);
}

/** `TCP 5432`; longer lists are left to the contract's own page. */
export function portsTitle(
  rows: readonly ContractRowHealth[],
): string | undefined {
  const ports = [...new Set(rows.map(row => row.broken?.ports ?? row.ports))];
  return ports.length === 1 && ports[0].length <= 16 ? ports[0] : undefined;
}
