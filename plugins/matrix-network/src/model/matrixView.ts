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
  ConnectivityCell,
  ConnectivityEnd,
  ConnectivityMatrix,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { CellKind, cellKinds, kindOfCell } from './cellKind';

/** What of the matrix somebody wants to see. */
export interface MatrixFilter {
  onlyViolations: boolean;
  hideNeighbours: boolean;
  /** Part of a workload's name; empty for all. */
  query: string;
}

export const noFilter: MatrixFilter = {
  onlyViolations: false,
  hideNeighbours: false,
  query: '',
};

/** The matrix as it is shown: rows, columns, and the cells that are left. */
export interface MatrixView {
  sources: readonly ConnectivityEnd[];
  destinations: readonly ConnectivityEnd[];
  /** By row and column; undefined where there is nothing to say. */
  rows: readonly (readonly (ConnectivityCell | undefined)[])[];
}

function matches({ id, title }: ConnectivityEnd, query: string): boolean {
  const wanted = query.trim().toLocaleLowerCase('en');
  return title.toLocaleLowerCase('en').includes(wanted) || id.includes(wanted);
}

/** The matrix without what a filter hides; rows and columns with nothing left are gone. */
export function matrixView(
  { ends, cells }: ConnectivityMatrix,
  { onlyViolations, hideNeighbours, query }: MatrixFilter,
): MatrixView {
  const byId = new Map(ends.map(end => [end.id, end]));
  const shows = (cell: ConnectivityCell) => {
    const pair = [byId.get(cell.source), byId.get(cell.destination)];
    return (
      (!onlyViolations || cell.state === 'violation') &&
      (!hideNeighbours || pair.every(end => end?.kind !== 'neighbour')) &&
      (query.trim() === '' || pair.some(end => end && matches(end, query)))
    );
  };
  const shown = cells.filter(shows);
  const byPair = new Map(
    shown.map(cell => [`${cell.source} ${cell.destination}`, cell]),
  );
  const withCells = (side: 'source' | 'destination') => {
    const ids = new Set(shown.map(cell => cell[side]));
    return ends.filter(({ id }) => ids.has(id));
  };
  const sources = withCells('source');
  const destinations = withCells('destination');
  return {
    sources,
    destinations,
    rows: sources.map(source =>
      destinations.map(destination =>
        byPair.get(`${source.id} ${destination.id}`),
      ),
    ),
  };
}

/** How many cells there are of each kind. */
export function countKinds(
  cells: readonly ConnectivityCell[],
): Record<CellKind, number> {
  const counts = {
    violationOpen: 0,
    violationBlocked: 0,
    allowed: 0,
    allowedUnstated: 0,
    blocked: 0,
    blockedUnstated: 0,
    notJudgeable: 0,
  };
  for (const cell of cells) {
    counts[kindOfCell(cell)] += 1;
  }
  return counts;
}

/** Kinds that occur, in the order of the legend. */
export function kindsPresent(cells: readonly ConnectivityCell[]): CellKind[] {
  const counts = countKinds(cells);
  return cellKinds.filter(kind => counts[kind] > 0);
}
