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

describe('the data plane behind addresses', () => {
  let cluster: NetworkFixture;

  beforeEach(() => {
    cluster = twoNamespaces();
  });

  afterEach(() => cluster.close());

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
