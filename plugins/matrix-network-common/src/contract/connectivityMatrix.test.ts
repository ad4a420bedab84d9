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

import { Snapshot } from '../snapshot/Snapshot';
import { healthySnapshot, livePod, specOf } from './__testUtils__/deployment';
import { ConnectivityEndId } from './ConnectivityEnd';
import { connectivityMatrix } from './connectivityMatrix';

const spec = specOf();
const healthy = healthySnapshot(spec);

function cellOf(
  snapshot: Snapshot,
  source: ConnectivityEndId,
  destination: ConnectivityEndId,
) {
  const cell = connectivityMatrix(snapshot, spec).cells.find(
    one => one.source === source && one.destination === destination,
  );
  if (!cell) {
    throw new Error(`no cell ${source} ${destination}`);
  }
  return cell;
}

describe('connectivityMatrix', () => {
  it('has a cell for each pair with an end in the Matrix namespace, and none against the contract when all is well', () => {
    const { ends, cells } = connectivityMatrix(healthy, spec);
    const outside = ends.filter(
      ({ id, kind }) =>
        kind === 'neighbour' || id === 'other-namespaces' || id === 'internet',
    );
    const single = ends.filter(
      end => !outside.includes(end) && end.pods <= 1,
    ).length;
    expect(cells).toHaveLength(ends.length ** 2 - outside.length ** 2 - single);
    expect(cells.filter(({ state }) => state === 'violation')).toEqual([]);
  });

  it('has strangers: a pod without labels, other namespaces, the internet', () => {
    expect(cellOf(healthy, 'unlabelled-pod', 'key-vault')).toMatchObject({
      state: 'denied',
      rows: expect.arrayContaining(['N8']),
    });
    expect(cellOf(healthy, 'other-namespaces', 'redis').state).toBe('denied');
    expect(cellOf(healthy, 'synapse-main', 'internet')).toMatchObject({
      state: 'allowed',
      rows: expect.arrayContaining(['F8']),
    });
    expect(cellOf(healthy, 'key-vault', 'internet').state).toBe('denied');
    expect(
      connectivityMatrix(healthy, spec).ends.map(({ id }) => id),
    ).not.toContain('unknown-pods');
  });

  it('lets no host-network pod of another namespace hide what holds for the others', () => {
    const proxy = livePod(
      190,
      'kube-system',
      'kube-proxy-1',
      {},
      {
        hostNetwork: true,
        ips: ['192.168.10.11'],
      },
    );
    const snapshot = { ...healthy, pods: [...healthy.pods, proxy] };
    expect(cellOf(snapshot, 'key-vault', 'other-namespaces').state).toBe(
      'denied',
    );
  });

  it('gives pods that belong to no workload a row of their own', () => {
    const shell = livePod(180, 'matrix', 'debug-shell', { run: 'shell' });
    const snapshot = { ...healthy, pods: [...healthy.pods, shell] };
    expect(cellOf(snapshot, 'unknown-pods', 'key-vault').state).toBe('denied');
  });

  it('shows a range that is open though nobody declares it', () => {
    const snapshot: Snapshot = {
      ...healthy,
      networkPolicies: [
        ...healthy.networkPolicies,
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { namespace: 'matrix', name: 'debug' },
          spec: {
            podSelector: {
              matchLabels: { 'app.kubernetes.io/name': 'key-vault' },
            },
            policyTypes: ['Ingress'],
            ingress: [
              {
                from: [{ ipBlock: { cidr: '0.0.0.0/0' } }],
                ports: [{ protocol: 'TCP', port: 9000, endPort: 9010 }],
              },
            ],
          },
        },
      ],
    };
    const { state, ports } = cellOf(snapshot, 'internet', 'key-vault');
    expect(state).toBe('violation');
    expect(ports.filter(port => port.state === 'violation')).toEqual([
      expect.objectContaining({
        port: 9000,
        endPort: 9010,
        protocol: 'TCP',
        expected: 'mustNotWork',
        rows: ['N9'],
      }),
    ]);
  });

  it('shows what works as it should, with the rule that allows it', () => {
    const cell = cellOf(healthy, 'synapse-main', 'key-vault');
    expect(cell).toMatchObject({ state: 'allowed', rows: ['F6'] });
    expect(cell.ports).toEqual([
      expect.objectContaining({
        port: 8000,
        protocol: 'TCP',
        name: 'http',
        expected: 'mustWork',
        state: 'allowed',
        rows: ['F6'],
      }),
    ]);
    expect(cell.ports[0].example.verdict.ingress).toMatchObject({
      by: [
        {
          policy: { name: 'key-vault-isolation' },
          path: 'spec.ingress[0].from[0]',
        },
      ],
    });
  });

  it('shows what is closed as it should be', () => {
    const cell = cellOf(healthy, 'synapse-li', 'key-vault');
    expect(cell).toMatchObject({ state: 'denied', rows: ['N3', 'N9'] });
    expect(cell.ports[0]).toMatchObject({
      expected: 'mustNotWork',
      rows: ['N3', 'N9'],
    });
  });

  it('shows a flow against the contract, whichever way', () => {
    const open: Snapshot = { ...healthy, networkPolicies: [] };
    expect(cellOf(open, 'synapse-li', 'key-vault').state).toBe('violation');
    const closed: Snapshot = {
      ...healthy,
      networkPolicies: healthy.networkPolicies.filter(
        ({ metadata }) => metadata.name === 'default-deny-all',
      ),
    };
    expect(cellOf(closed, 'synapse-main', 'key-vault').state).toBe('violation');
  });

  it('does not judge host-network pods, absent pods, or what was not read', () => {
    expect(cellOf(healthy, 'synapse-main', 'coturn').state).toBe(
      'notJudgeable',
    );
    const without: Snapshot = {
      ...healthy,
      pods: healthy.pods.filter(({ name }) => !name.startsWith('redis')),
    };
    expect(cellOf(without, 'synapse-main', 'redis')).toMatchObject({
      state: 'notJudgeable',
      why: 'Redis has no pod.',
    });
    expect(
      cellOf({ ...healthy, reads: {} }, 'synapse-main', 'redis'),
    ).toMatchObject({
      state: 'notJudgeable',
      why: expect.stringContaining('Not read from the cluster'),
    });
  });
});
