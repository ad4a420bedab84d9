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

/** Somebody at the other end of a service's flows. */
export interface ReachedEnd {
  end: ConnectivityEnd;
  cell: ConnectivityCell;
  kind: CellKind;
}

/** One direction of a service's flows, by what is to be said of them. */
export interface ReachGroups {
  /** Against the contract, whichever way. */
  violations: readonly ReachedEnd[];
  /** Allowed as it should be, and then what is allowed and unstated. */
  allowed: readonly ReachedEnd[];
  /** Cut, and the contract says so. */
  blocked: readonly ReachedEnd[];
  /** Cut like everything that nobody asked for. */
  blockedUnstated: readonly ReachedEnd[];
  notJudgeable: readonly ReachedEnd[];
}

/** A service's row and column of the matrix. */
export interface Reach {
  /** Who can reach it. */
  inbound: ReachGroups;
  /** Whom it can reach. */
  outbound: ReachGroups;
}

function groupsOf(reached: readonly ReachedEnd[]): ReachGroups {
  const of = (...kinds: CellKind[]) =>
    reached
      .filter(({ kind }) => kinds.includes(kind))
      .sort((a, b) => cellKinds.indexOf(a.kind) - cellKinds.indexOf(b.kind));
  return {
    violations: of('violationOpen', 'violationBlocked'),
    allowed: of('allowed', 'allowedUnstated'),
    blocked: of('blocked'),
    blockedUnstated: of('blockedUnstated'),
    notJudgeable: of('notJudgeable'),
  };
}

/** What the matrix says of one workload; undefined where it has no such end. */
export function reachOf(
  { ends, cells }: ConnectivityMatrix,
  id: string,
): Reach | undefined {
  if (!ends.some(end => end.id === id)) {
    return undefined;
  }
  const reached = (
    own: 'source' | 'destination',
    other: 'source' | 'destination',
  ) =>
    cells
      .filter(cell => cell[own] === id)
      .flatMap(cell => {
        const end = ends.find(one => one.id === cell[other]);
        return end ? [{ end, cell, kind: kindOfCell(cell) }] : [];
      });
  return {
    inbound: groupsOf(reached('destination', 'source')),
    outbound: groupsOf(reached('source', 'destination')),
  };
}

/** Rows of the contract that the cells of a direction speak of. */
export function rowsSpokenOf(groups: ReachGroups): ReadonlySet<string> {
  return new Set(
    Object.values(groups)
      .flat()
      .flatMap(({ cell }: ReachedEnd) => cell.rows),
  );
}
