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
  ConnectivityCell,
  ConnectivityEnd,
  ConnectivityEndId,
  ConnectivityMatrix,
  FlowChange,
  workloads,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** Two ends between which a port opens that the contract wants closed. */
export interface OpenedPair {
  source: ConnectivityEndId;
  destination: ConnectivityEndId;
}

function wronglyOpen({ ports }: ConnectivityCell): string[] {
  return ports
    .filter(
      ({ state, expected }) =>
        state === 'violation' && expected === 'mustNotWork',
    )
    .map(({ protocol, port }) => `${protocol} ${port}`);
}

/** Pairs of ends with a port open against the contract that was not before. */
export function newlyOpened(
  before: ConnectivityMatrix,
  after: ConnectivityMatrix,
): OpenedPair[] {
  const keyOf = ({ source, destination }: OpenedPair) =>
    `${source} ${destination}`;
  const known = new Map(
    before.cells.map(cell => [keyOf(cell), new Set(wronglyOpen(cell))]),
  );
  return after.cells
    .filter(cell =>
      wronglyOpen(cell).some(port => !known.get(keyOf(cell))?.has(port)),
    )
    .map(({ source, destination }) => ({ source, destination }));
}

const strangers: Partial<Record<string, ConnectivityEndId>> = {
  'a pod without labels': 'unlabelled-pod',
  'pods of no workload': 'unknown-pods',
  'pods of any other namespace': 'other-namespaces',
  'the internet': 'internet',
};

/** The end of the matrix that a change of flows names; none for private addresses. */
export function endOfTitle(title: string): ConnectivityEnd['id'] | undefined {
  const known =
    workloads.find(workload => workload.title === title)?.id ??
    strangers[title];
  return (
    known ??
    (/^pods of namespace /.test(title) ? 'other-namespaces' : undefined)
  );
}

/** Whether a flow that opens is one that the contract wants closed. */
export function isAgainstContract(
  { source, destination }: FlowChange,
  against: readonly OpenedPair[],
): boolean {
  const from = endOfTitle(source);
  const to = endOfTitle(destination);
  return against.some(pair => pair.source === from && pair.destination === to);
}
