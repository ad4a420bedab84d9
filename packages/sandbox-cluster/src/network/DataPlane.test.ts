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

const WEB = 'matrix/web';
const CLIENT = 'matrix/client';
const MONITOR = 'monitoring/prometheus';

/** Pods of two namespaces; web is on node 2, everything else on node 1. */
function twoNamespaces(): NetworkFixture {
  return new NetworkFixture()
    .pod({
      at: WEB,
      ip: '10.244.2.10',
      node: 2,
      labels: { app: 'web', tier: '' },
      ports: ['http:8080', 'metrics:9090', 'stun:3478/UDP', 'tunnel:7000/SCTP'],
    })
    .pod({ at: CLIENT, ip: '10.244.1.20', labels: { app: 'client' } })
    .pod({
      at: MONITOR,
      ip: '10.244.1.30',
      labels: { app: 'prometheus' },
      ports: ['9090'],
    })
    .pod({
      at: 'matrix/done',
      ip: '10.244.1.40',
      labels: { app: 'client' },
      phase: 'Succeeded',
    })
    .pod({
      at: 'matrix/turn',
      ip: '172.30.0.11',
      hostNetwork: true,
      labels: { app: 'client' },
      ports: ['turn:3478/UDP'],
    });
}

const isolate = (spec: Partial<NetworkPolicySpec>): NetworkPolicySpec => ({
  podSelector: { matchLabels: { app: 'web' } },
  policyTypes: ['Ingress'],
  ...spec,
});

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

  describe('Services', () => {
    const ports = [{ name: 'http', port: 80, targetPort: 'http' }];

    beforeEach(() => {
      cluster
        .service(
          'matrix/web',
          {
            type: 'NodePort',
            clusterIP: '10.96.1.1',
            externalIPs: ['198.51.100.4'],
            selector: { app: 'web' },
            ports: [{ ...ports[0], nodePort: 30080 }],
          },
          { addresses: ['10.244.2.10'], port: 8080 },
        )
        .service(
          'matrix/empty',
          { clusterIP: '10.96.1.2', selector: { app: 'nobody' }, ports },
          { addresses: ['10.244.2.10'], port: 8080, ready: false },
        );
    });

    it.each([
      ['10.96.1.1:80', 'connected'],
      ['198.51.100.4:80', 'connected'],
      // The node port is open on every node.
      ['172.30.0.13:30080', 'connected'],
      ['172.30.0.13:30081', 'refused'],
      ['10.96.1.1:8080', 'timeout nobodyThere'],
      ['10.96.1.1:80/UDP', 'timeout nobodyThere'],
      // Nothing ready behind it: kube-proxy refuses in its name.
      ['10.96.1.2:80', 'refused'],
    ])('%s: %s', (to, expected) => {
      expect(cluster.outcome(CLIENT, to)).toBe(expected);
    });

    it('are judged by the port of the pod behind them', () => {
      cluster.policy(
        'matrix/eighty',
        isolate({ ingress: [{ ports: [{ port: 80 }] }] }),
      );
      expect(cluster.outcome(CLIENT, '10.96.1.1:80')).toBe('timeout ingress');
      cluster.policy(
        'matrix/target',
        isolate({ ingress: [{ ports: [{ port: 8080 }] }] }),
      );
      expect(cluster.outcome(CLIENT, '10.96.1.1:80')).toBe('connected');
    });

    it('without endpoints are dropped by an egress policy before they are refused', () => {
      cluster.policy('matrix/closed', {
        podSelector: {},
        policyTypes: ['Egress'],
      });
      expect(cluster.outcome(CLIENT, '10.96.1.2:80')).toBe('timeout egress');
    });

    it('host ports lead to the pod', () => {
      cluster.pod({
        at: 'matrix/edge',
        ip: '10.244.3.80',
        node: 3,
        spec: {
          containers: [
            {
              name: 'main',
              image: 'example.org/main:1',
              ports: [{ containerPort: 8443, hostPort: 443 }],
            },
          ],
        },
      });
      expect(cluster.outcome(CLIENT, '172.30.0.13:443')).toBe('connected');
      expect(cluster.outcome(CLIENT, '172.30.0.12:443')).toBe('refused');
    });
  });

  describe('a DNS cache on each node', () => {
    beforeEach(() => {
      cluster.pod({
        at: 'kube-system/cache',
        ip: '172.30.0.11',
        hostNetwork: true,
        ports: ['dns:53/UDP', 'dns-tcp:53'],
        args: ['-localip', '169.254.20.10', '-conf', '/etc/Corefile'],
      });
    });

    it('answers at its own address on nodes that have it', () => {
      expect(cluster.outcome(CLIENT, '169.254.20.10:53/UDP')).toBe('connected');
      expect(cluster.outcome(CLIENT, '169.254.20.10:80')).toBe('refused');
      expect(cluster.outcome(WEB, '169.254.20.10:53/UDP')).toBe(
        'timeout nobodyThere',
      );
    });

    it('needs a rule for that address', () => {
      const egress = (cidr: string): NetworkPolicySpec => ({
        podSelector: { matchLabels: { app: 'client' } },
        policyTypes: ['Egress'],
        egress: [{ to: [{ ipBlock: { cidr } }] }],
      });
      cluster.policy('matrix/pods', egress('10.244.0.0/16'));
      expect(cluster.outcome(CLIENT, '169.254.20.10:53/UDP')).toBe(
        'timeout egress',
      );
      cluster.policy('matrix/cache', egress('169.254.20.10/32'));
      expect(cluster.outcome(CLIENT, '169.254.20.10:53/UDP')).toBe('connected');
    });
  });

  describe('conditions', () => {
    const dropAll = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };

    it('reaches what is said to answer outside of the cluster', () => {
      cluster.conditions = {
        ...cluster.conditions,
        reachable: [{ to: '0.0.0.0/0', except: ['203.0.113.0/24'], port: 443 }],
      };
      expect(cluster.outcome(CLIENT, '198.51.100.1:443')).toBe('connected');
      expect(cluster.outcome(CLIENT, '198.51.100.1:80')).toBe(
        'timeout nobodyThere',
      );
      expect(cluster.outcome(CLIENT, '203.0.113.1:443')).toBe(
        'timeout nobodyThere',
      );
      // Nobody answers in the name of a pod.
      expect(cluster.outcome(CLIENT, '10.244.2.99:443')).toBe(
        'timeout nobodyThere',
      );
    });

    it('lets everything through where policies are ignored', () => {
      cluster.policy('matrix/deny', { ...dropAll, policyTypes: ['Ingress'] });
      cluster.conditions = {
        ...cluster.conditions,
        networkPolicies: 'ignored',
      };
      expect(cluster.network.enforcesPolicies).toBe(false);
      expect(cluster.outcome(CLIENT, '10.244.2.10:8080')).toBe('connected');
    });

    it('loses packets that no NetworkPolicy speaks of', () => {
      cluster.conditions = {
        ...cluster.conditions,
        dropped: [{ to: '10.244.2.0/24', port: 8080, from: '10.244.1.20' }],
      };
      expect(cluster.outcome(CLIENT, '10.244.2.10:8080')).toBe(
        'timeout droppedByFault',
      );
      expect(cluster.outcome(CLIENT, '10.244.2.10:9090')).toBe('connected');
      expect(cluster.outcome(MONITOR, '10.244.2.10:8080')).toBe('connected');
    });
  });
});
