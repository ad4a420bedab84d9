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

import { StackSpec } from '../spec/StackSpec';
import { InstalledComponents } from '../stack/types';
import { ConnectivityEnd } from './ConnectivityEnd';
import { ContractFlow, ContractPeer, ContractRow } from './ContractRow';
import { flowsOf } from './flowsOf';

/** A row, with the flow of it that goes from one end to another. */
export interface RowBetween {
  row: ContractRow;
  flow: ContractFlow;
}

/** What of an end the rows tell apart. */
export type EndInRows = Pick<ConnectivityEnd, 'id' | 'kind'>;

/** Whether a row that names this peer speaks of the end, too. */
function covers(peer: ContractPeer, { id, kind }: EndInRows): boolean {
  const excepted = 'except' in peer && peer.except.some(one => one === id);
  switch (peer.kind) {
    case 'workload':
      return peer.workload === id;
    case 'everyPod':
      return !excepted && (kind === 'workload' || isPodInside(id));
    case 'unlabelledPod':
      return id === 'unlabelled-pod';
    case 'otherNamespaces':
      return !excepted && (kind === 'neighbour' || id === 'other-namespaces');
    case 'internet':
      return id === 'internet';
    case 'anyClient':
      return id === 'internet' || id === 'other-namespaces';
    default:
      return false;
  }
}

function isPodInside(id: ConnectivityEnd['id']): boolean {
  return id === 'unlabelled-pod' || id === 'unknown-pods';
}

/** The flows of all rows under a spec and on a cluster, those that no policy can decide left out. */
export function rowFlows(
  rows: readonly ContractRow[],
  spec: StackSpec,
  installed: InstalledComponents,
): RowBetween[] {
  return rows
    .filter(({ limit }) => limit === undefined)
    .flatMap(row => flowsOf(row, spec, installed).map(flow => ({ row, flow })));
}

/** Those that speak of flows from one end to another. */
export function rowsBetween(
  flows: readonly RowBetween[],
  source: EndInRows,
  destination: EndInRows,
): RowBetween[] {
  return flows.filter(
    ({ flow }) =>
      flow.sources.some(peer => covers(peer, source)) &&
      flow.destinations.some(peer => covers(peer, destination)),
  );
}
