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
  ConnectivityPort,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { StateWord } from './vocabulary';

/**
 * How a cell of the connectivity matrix is shown. Finer than its state: what
 * the contract says nothing of is told from what is as it should be.
 */
export type CellKind =
  | 'violationOpen'
  | 'violationBlocked'
  | 'notJudgeable'
  | 'allowed'
  | 'allowedUnstated'
  | 'blocked'
  | 'blockedUnstated';

/** The order of legends and of groups. */
export const cellKinds: readonly CellKind[] = [
  'violationOpen',
  'violationBlocked',
  'allowed',
  'allowedUnstated',
  'blocked',
  'blockedUnstated',
  'notJudgeable',
];

export const cellKindWords: Record<CellKind, StateWord> = {
  violationOpen: { word: 'Open, but must not be', tone: 'bad' },
  violationBlocked: { word: 'Blocked, but must work', tone: 'bad' },
  allowed: { word: 'Allowed, as it should be', tone: 'good' },
  allowedUnstated: { word: 'Allowed, unstated', tone: 'busy' },
  blocked: { word: 'Blocked, as it should be', tone: 'good' },
  blockedUnstated: { word: 'Blocked, unstated', tone: 'neutral' },
  notJudgeable: { word: 'Cannot be judged', tone: 'neutral' },
};

/** How one port is shown. */
export function kindOfPort(
  port: Pick<ConnectivityPort, 'state' | 'expected'>,
): CellKind {
  const { state, expected } = port;
  switch (state) {
    case 'violation':
      return expected === 'mustWork' ? 'violationBlocked' : 'violationOpen';
    case 'allowed':
      return expected === 'mustWork' ? 'allowed' : 'allowedUnstated';
    case 'denied':
      return expected === 'mustNotWork' ? 'blocked' : 'blockedUnstated';
    default:
      return 'notJudgeable';
  }
}

/** What of its ports a cell is shown by, the first that there is. */
const tellingOrder: readonly CellKind[] = [
  'violationOpen',
  'violationBlocked',
  'notJudgeable',
  'allowed',
  'allowedUnstated',
  'blocked',
  'blockedUnstated',
];

/** How a cell is shown: by what is worst, else by what the contract speaks of. */
export function kindOfCell(cell: ConnectivityCell): CellKind {
  const kinds = new Set(cell.ports.map(kindOfPort));
  return tellingOrder.find(kind => kinds.has(kind)) ?? 'notJudgeable';
}

/**
 * Whether one mark says too little: some ports are open and others are not, or
 * ports are open of which the contract says nothing beside those it names.
 */
export function portsDiffer(cell: ConnectivityCell): boolean {
  const kinds = new Set(cell.ports.map(kindOfPort));
  // Closed is closed, whether anybody asked for it or not.
  if (kinds.has('blocked')) {
    kinds.delete('blockedUnstated');
  }
  return kinds.size > 1;
}

/** Whether the policies let a flow through, contract or no contract. */
export function isOpen({
  example,
}: Pick<ConnectivityPort, 'example'>): boolean {
  return example.verdict.outcome === 'allowed';
}

type Port = Pick<ConnectivityPort, 'protocol' | 'port' | 'endPort'>;

function numberText({ port, endPort = port }: Port): string {
  return endPort === port ? `${port}` : `${port}–${endPort}`;
}

/** `TCP 9000–9010`; a range of all ports as `any TCP port`. */
export function portText(port: Port): string {
  return port.port === 1 && port.endPort === 65535
    ? `any ${port.protocol} port`
    : `${port.protocol} ${numberText(port)}`;
}

/** `TCP 6379, 26379; UDP 50000–60000`, as far as a line has room. */
export function portsText(ports: readonly Port[], most = 4): string {
  // Naming one of five is no shorter than naming all five.
  const shown = ports.length > most + 1 ? ports.slice(0, most) : ports;
  const protocols = [...new Set(shown.map(({ protocol }) => protocol))];
  const text = protocols
    .map(protocol =>
      shown
        .filter(port => port.protocol === protocol)
        .map((port, index) => (index === 0 ? portText : numberText)(port))
        .join(', '),
    )
    .join('; ');
  const more = ports.length - shown.length;
  return more > 0 ? `${text} and ${more} more` : text;
}

/** What a cell says in words: `Allowed, as it should be, TCP 8000`. */
export function cellText(cell: ConnectivityCell): string {
  const kind = kindOfCell(cell);
  const { word } = cellKindWords[kind];
  if (cell.why !== undefined) {
    return `${word}: ${cell.why}`;
  }
  const telling = cell.ports.filter(port => kindOfPort(port) === kind);
  const differing = portsDiffer(cell) ? '; other ports differ' : '';
  return `${word}, ${portsText(telling)}${differing}`;
}
