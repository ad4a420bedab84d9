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
  ConnectivityEndId,
  connectivityMatrix,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { driftedSnapshot, healthySnapshot, specOf } from '../__testUtils__';
import { cellText, kindOfCell, portsDiffer, portsText } from './cellKind';

const spec = specOf();
const healthy = connectivityMatrix(healthySnapshot(spec), spec);
const drifted = connectivityMatrix(driftedSnapshot(spec), spec);

function cellOf(
  matrix: typeof healthy,
  source: ConnectivityEndId,
  destination: ConnectivityEndId,
) {
  const found = matrix.cells.find(
    cell => cell.source === source && cell.destination === destination,
  );
  if (!found) {
    throw new Error(`no cell from ${source} to ${destination}`);
  }
  return found;
}

describe('kindOfCell', () => {
  it.each([
    ['synapse-main', 'key-vault', 'allowed'],
    ['synapse-li', 'key-vault', 'blocked'],
    ['prometheus', 'minio', 'allowed'],
    ['content-scanner', 'internet', 'allowedUnstated'],
    ['element-web', 'livekit', 'blockedUnstated'],
    ['synapse-main', 'coturn', 'notJudgeable'],
  ] as const)('from %s to %s is %s where all is well', (from, to, kind) => {
    expect(kindOfCell(cellOf(healthy, from, to))).toBe(kind);
  });

  it.each([
    ['synapse-main', 'key-vault', 'violationBlocked'],
    ['other-namespaces', 'postgresql', 'violationOpen'],
  ] as const)('from %s to %s is %s after the drift', (from, to, kind) => {
    expect(kindOfCell(cellOf(drifted, from, to))).toBe(kind);
  });
});

describe('portsDiffer', () => {
  it('tells a cell of which some ports are open from one that is all of a piece', () => {
    expect(portsDiffer(cellOf(healthy, 'synapse-main', 'minio'))).toBe(true);
    expect(portsDiffer(cellOf(healthy, 'synapse-main', 'key-vault'))).toBe(
      false,
    );
  });

  it('tells ports that nobody stated from those that must work', () => {
    expect(portsDiffer(cellOf(healthy, 'ingress-nginx', 'synapse-li'))).toBe(
      true,
    );
  });
});

describe('cellText', () => {
  it('says the state and the ports that make it', () => {
    expect(cellText(cellOf(healthy, 'synapse-main', 'key-vault'))).toBe(
      'Allowed, as it should be, TCP 8000',
    );
    expect(cellText(cellOf(healthy, 'synapse-main', 'minio'))).toBe(
      'Allowed, as it should be, TCP 9000; other ports differ',
    );
  });

  it('says why nothing can be judged', () => {
    const network = healthySnapshot(spec);
    const pods = network.pods.filter(({ name }) => !name.startsWith('redis'));
    const matrix = connectivityMatrix({ ...network, pods }, spec);
    expect(cellText(cellOf(matrix, 'synapse-main', 'redis'))).toBe(
      'Cannot be judged: Redis has no pod.',
    );
  });
});

describe('portsText', () => {
  it('names protocols once and counts what would make it long', () => {
    const tcp = (port: number) => ({ protocol: 'TCP' as const, port });
    expect(portsText([tcp(53), { protocol: 'UDP', port: 53 }])).toBe(
      'TCP 53; UDP 53',
    );
    expect(portsText([tcp(1), tcp(2), { ...tcp(9), endPort: 12 }])).toBe(
      'TCP 1, 2, 9–12',
    );
    expect(portsText([1, 2, 3, 4, 5, 6].map(tcp))).toBe(
      'TCP 1, 2, 3, 4 and 2 more',
    );
    expect(portsText([{ ...tcp(1), endPort: 65535 }])).toBe('any TCP port');
  });
});
