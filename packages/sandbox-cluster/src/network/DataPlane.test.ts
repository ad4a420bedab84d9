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

import { NetworkPolicySpec } from '@matrix-network/backstage-plugin-matrix-network-common';
import { NetworkFixture } from '../__testUtils__/networkFixture';
import {
  CLIENT,
  MONITOR,
  WEB,
  isolate,
  twoNamespaces,
} from '../__testUtils__/twoNamespaces';

describe('the data plane', () => {
  let cluster: NetworkFixture;

  beforeEach(() => {
    cluster = twoNamespaces();
  });

  afterEach(() => cluster.close());

  describe('without policies', () => {
    it.each([
      [CLIENT, '10.244.2.10:8080', 'connected'],
      [CLIENT, '10.244.2.10:3478/UDP', 'connected'],
      [CLIENT, '10.244.2.10:7000/SCTP', 'connected'],
      // The port is there for another protocol alone.
      [CLIENT, '10.244.2.10:3478', 'refused'],
      [CLIENT, '10.244.2.10:81', 'refused'],
      // Nobody has the address, or nobody any more.
      [CLIENT, '10.244.2.99:8080', 'timeout nobodyThere'],
      [CLIENT, '10.244.1.40:8080', 'timeout nobodyThere'],
      [CLIENT, '203.0.113.7:443', 'timeout nobodyThere'],
      // A node: its kubelet, what is on its network, and nothing else.
      [CLIENT, '172.30.0.12:10250', 'connected'],
      [CLIENT, '172.30.0.11:3478/UDP', 'connected'],
      [CLIENT, '172.30.0.12:3478/UDP', 'refused'],
      [WEB, '127.0.0.1:8080', 'connected'],
      [WEB, '127.0.0.1:1', 'refused'],
      [CLIENT, '[2001:db8::1]:443', 'network is unreachable'],
    ])('%s → %s: %s', (from, to, expected) => {
      expect(cluster.outcome(from, to)).toBe(expected);
    });

    it('a container that does not run listens to nothing', () => {
      cluster.pod({
        at: 'matrix/starting',
        ip: '10.244.1.50',
        ports: ['80'],
        phase: 'Pending',
      });
      expect(cluster.outcome(CLIENT, '10.244.1.50:80')).toBe('refused');
    });
  });

  describe.each<
    [string, NetworkPolicySpec, [from: string, to: string, expected: string][]]
  >([
    [
      'a policy without rules closes the direction, for the pods it selects',
      isolate({}),
      [
        [CLIENT, '10.244.2.10:8080', 'timeout ingress'],
        [CLIENT, '10.244.1.30:9090', 'connected'],
        [WEB, '10.244.1.30:9090', 'connected'],
        // A pod reaches itself always.
        [WEB, '10.244.2.10:8080', 'connected'],
      ],
    ],
    [
      'no port is refused where packets are dropped: nobody learns what listens',
      isolate({}),
      [[CLIENT, '10.244.2.10:81', 'timeout ingress']],
    ],
    [
      'egress is dropped at the source',
      {
        podSelector: { matchLabels: { app: 'client' } },
        policyTypes: ['Egress'],
      },
      [
        [CLIENT, '10.244.2.10:8080', 'timeout egress'],
        [CLIENT, '203.0.113.7:443', 'timeout egress'],
        [WEB, '10.244.1.20:1', 'refused'],
        // On the host network nothing is filtered, whatever the labels say.
        ['matrix/turn', '10.244.2.10:8080', 'connected'],
      ],
    ],
    [
      'a podSelector alone is one of the own namespace',
      isolate({ ingress: [{ from: [{ podSelector: {} }] }] }),
      [
        [CLIENT, '10.244.2.10:8080', 'connected'],
        [MONITOR, '10.244.2.10:8080', 'timeout ingress'],
      ],
    ],
    [
      'namespaceSelector and podSelector of one peer must both fit',
      isolate({
        ingress: [
          {
            from: [
              {
                namespaceSelector: {
                  matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' },
                },
                podSelector: { matchLabels: { app: 'prometheus' } },
              },
            ],
          },
        ],
      }),
      [
        [MONITOR, '10.244.2.10:9090', 'connected'],
        [CLIENT, '10.244.2.10:9090', 'timeout ingress'],
      ],
    ],
    [
      'two peers are alternatives',
      isolate({
        ingress: [
          {
            from: [
              { namespaceSelector: { matchLabels: { team: 'chat' } } },
              { podSelector: { matchLabels: { app: 'nobody' } } },
            ],
          },
        ],
      }),
      [
        [CLIENT, '10.244.2.10:8080', 'connected'],
        [MONITOR, '10.244.2.10:8080', 'timeout ingress'],
      ],
    ],
    [
      'an ipBlock compares addresses, those of pods too, without the excepted',
      isolate({
        ingress: [
          {
            from: [
              {
                ipBlock: {
                  cidr: '10.244.0.0/16',
                  except: ['10.244.1.30/32'],
                },
              },
            ],
          },
        ],
      }),
      [
        [CLIENT, '10.244.2.10:8080', 'connected'],
        [MONITOR, '10.244.2.10:8080', 'timeout ingress'],
        // A pod of the host network comes with its node's address.
        ['matrix/turn', '10.244.2.10:8080', 'timeout ingress'],
      ],
    ],
    [
      'a selector never picks pods of the host network',
      isolate({
        ingress: [
          { from: [{ podSelector: { matchLabels: { app: 'client' } } }] },
        ],
      }),
      [
        [CLIENT, '10.244.2.10:8080', 'connected'],
        ['matrix/turn', '10.244.2.10:8080', 'timeout ingress'],
      ],
    ],
    [
      'ports: numbers, ranges, protocols and names of the pod that is asked',
      isolate({
        ingress: [
          {
            ports: [
              { port: 'metrics' },
              { port: 3478, protocol: 'UDP' },
              { port: 8000, endPort: 8080 },
            ],
          },
        ],
      }),
      [
        [CLIENT, '10.244.2.10:9090', 'connected'],
        [CLIENT, '10.244.2.10:3478/UDP', 'connected'],
        [CLIENT, '10.244.2.10:8080', 'connected'],
        [CLIENT, '10.244.2.10:8001', 'refused'],
        [CLIENT, '10.244.2.10:7000/SCTP', 'timeout ingress'],
        [CLIENT, '10.244.2.10:3478', 'timeout ingress'],
      ],
    ],
    [
      'a named port of an egress rule is the number at the destination',
      {
        podSelector: { matchLabels: { app: 'client' } },
        policyTypes: ['Egress'],
        egress: [{ ports: [{ port: 'metrics' }] }],
      },
      [
        [CLIENT, '10.244.2.10:9090', 'connected'],
        // The same number, but not of that name there.
        [CLIENT, '10.244.1.30:9090', 'timeout egress'],
      ],
    ],
    [
      'expressions: an absent key satisfies NotIn; an empty value is a value',
      {
        podSelector: {
          matchExpressions: [
            { key: 'app', operator: 'NotIn', values: ['client'] },
            { key: 'tier', operator: 'In', values: [''] },
          ],
        },
      },
      [
        [CLIENT, '10.244.2.10:8080', 'timeout ingress'],
        [WEB, '10.244.1.20:1', 'refused'],
      ],
    ],
  ])('%s', (_, spec, attempts) => {
    it.each(attempts)('%s → %s: %s', (from, to, expected) => {
      cluster.policy('matrix/under-test', spec);
      expect(cluster.outcome(from, to)).toBe(expected);
    });
  });

  it('adds up the policies of a pod', () => {
    cluster
      .policy('matrix/closed', isolate({}))
      .policy(
        'matrix/open',
        isolate({ ingress: [{ ports: [{ port: 8080 }] }] }),
      );
    expect(cluster.outcome(CLIENT, '10.244.2.10:8080')).toBe('connected');
    expect(cluster.outcome(CLIENT, '10.244.2.10:9090')).toBe('timeout ingress');
  });

  it('lets a node reach its own pods alone past their policies', () => {
    cluster.policy('matrix/closed', isolate({})).pod({
      at: 'kube-system/agent',
      ip: '172.30.0.12',
      node: 2,
      hostNetwork: true,
    });
    expect(cluster.outcome('kube-system/agent', '10.244.2.10:8080')).toBe(
      'connected',
    );
    expect(cluster.outcome('matrix/turn', '10.244.2.10:8080')).toBe(
      'timeout ingress',
    );
  });

  it('takes policies as they are at the moment of the attempt', () => {
    cluster.policy('matrix/closed', isolate({}));
    expect(cluster.outcome(CLIENT, '10.244.2.10:8080')).toBe('timeout ingress');
    cluster.store.delete(
      { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
      'matrix',
      'closed',
    );
    expect(cluster.outcome(CLIENT, '10.244.2.10:8080')).toBe('connected');
  });

  it('connects over the address family that both ends have', () => {
    cluster
      .pod({ at: 'matrix/dual', ip: ['10.244.1.60', 'fd00:1::60'] })
      .pod({
        at: 'matrix/server',
        ip: ['10.244.2.70', 'fd00:2::70'],
        labels: { app: 'web' },
        ports: ['80'],
      })
      .policy(
        'matrix/v6-only',
        isolate({
          ingress: [{ from: [{ ipBlock: { cidr: 'fd00:1::/64' } }] }],
        }),
      );
    expect(cluster.outcome('matrix/dual', '[fd00:2:0::70]:80')).toBe(
      'connected',
    );
    expect(cluster.outcome('matrix/dual', '10.244.2.70:80')).toBe(
      'timeout ingress',
    );
  });
});
