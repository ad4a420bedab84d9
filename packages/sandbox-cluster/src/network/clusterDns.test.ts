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

import { NetworkFixture } from '../__testUtils__/networkFixture';

const CLIENT = 'matrix/client';

describe("the cluster's DNS", () => {
  let cluster: NetworkFixture;

  beforeEach(() => {
    cluster = new NetworkFixture()
      .pod({ at: CLIENT, ip: '10.244.1.20', labels: { app: 'client' } })
      .pod({
        at: 'matrix/redis-0',
        ip: '10.244.2.30',
        ports: ['6379'],
        spec: { hostname: 'redis-0', subdomain: 'redis-headless' },
      })
      .service(
        'matrix/redis-headless',
        { clusterIP: 'None', ports: [{ port: 6379 }] },
        { addresses: ['10.244.2.30'], port: 6379 },
      )
      .service('matrix/key-vault', {
        clusterIP: '10.96.5.5',
        ports: [{ port: 8000 }],
      })
      .service('matrix/alias', {
        type: 'ExternalName',
        externalName: 'key-vault.matrix.svc.cluster.local',
      });
  });

  afterEach(() => cluster.close());

  it.each([
    ['key-vault', ['10.96.5.5']],
    ['key-vault.matrix', ['10.96.5.5']],
    ['key-vault.matrix.svc', ['10.96.5.5']],
    ['Key-Vault.matrix.svc.cluster.local', ['10.96.5.5']],
    ['key-vault.matrix.svc.cluster.local.', ['10.96.5.5']],
    ['redis-headless.matrix.svc', ['10.244.2.30']],
    ['redis-0.redis-headless.matrix.svc.cluster.local', ['10.244.2.30']],
    ['alias.matrix.svc', ['10.96.5.5']],
  ])('%s is %j', (name, addresses) => {
    cluster.dns();
    expect(cluster.lookup(CLIENT, name)).toEqual({
      outcome: 'found',
      addresses,
    });
  });

  it.each([
    'nobody.matrix.svc',
    'key-vault.default.svc',
    // A name that ends in a dot is not completed.
    'key-vault.matrix.svc.',
    'example.org',
    'redis-1.redis-headless.matrix.svc',
  ])('%s is nowhere', name => {
    cluster.dns();
    expect(cluster.lookup(CLIENT, name)).toEqual({
      outcome: 'failed',
      error: ' on 10.96.0.10:53: no such host',
      takesMs: 0,
    });
  });

  it('leaves addresses that are not ready out of a headless Service', () => {
    cluster
      .dns()
      .service(
        'matrix/waiting',
        { clusterIP: 'None', ports: [{ port: 80 }] },
        { addresses: ['10.244.2.31'], port: 80, ready: false },
      );
    expect(cluster.lookup(CLIENT, 'waiting').outcome).toBe('failed');
  });

  it('does not answer a pod that may not ask, for as long as its resolver tries', () => {
    cluster.dns().policy('matrix/deny', {
      podSelector: {},
      policyTypes: ['Egress'],
    });
    const asked = (name: string) => cluster.lookup(CLIENT, name);
    // Four names to try, twice five seconds each.
    expect(asked('key-vault.matrix.svc')).toEqual({
      outcome: 'failed',
      error: expect.stringMatching(
        /^ on 10\.96\.0\.10:53: read udp 10\.244\.1\.20:\d+->10\.96\.0\.10:53: i\/o timeout$/,
      ),
      takesMs: 40_000,
    });
    expect(asked('key-vault.matrix.svc.cluster.local.')).toMatchObject({
      takesMs: 10_000,
    });
  });

  it('answers again once the policies let the pod reach a DNS pod', () => {
    cluster.dns().policy('matrix/dns-only', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              namespaceSelector: {
                matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' },
              },
              podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
            },
          ],
          ports: [{ port: 53, protocol: 'UDP' }],
        },
      ],
    });
    expect(cluster.lookup(CLIENT, 'key-vault').outcome).toBe('found');
    expect(cluster.outcome(CLIENT, '10.96.5.5:8000')).toBe('timeout egress');
  });

  it('refuses while no DNS pod is ready', () => {
    cluster.dns('Pending');
    expect(cluster.lookup(CLIENT, 'key-vault')).toMatchObject({
      outcome: 'failed',
      error: expect.stringMatching(/: read: connection refused$/),
    });
  });

  it("follows the pod's own DNS settings", () => {
    cluster.dns().pod({
      at: 'matrix/host',
      ip: '172.30.0.11',
      hostNetwork: true,
    });
    // A pod of the host network asks the node's resolver, which knows no Services.
    expect(cluster.lookup('matrix/host', 'key-vault.matrix.svc')).toMatchObject(
      { outcome: 'failed' },
    );
    cluster
      .pod({
        at: 'matrix/host-first',
        ip: '172.30.0.11',
        hostNetwork: true,
        spec: { dnsPolicy: 'ClusterFirstWithHostNet' },
      })
      .pod({
        at: 'matrix/short',
        ip: '10.244.1.21',
        spec: {
          dnsConfig: {
            options: [
              { name: 'ndots', value: '1' },
              { name: 'attempts', value: '1' },
              { name: 'timeout', value: '2' },
            ],
          },
        },
      })
      .policy('matrix/deny', {
        podSelector: { matchLabels: {} },
        policyTypes: ['Egress'],
      });
    expect(
      cluster.lookup('matrix/host-first', 'key-vault.matrix.svc').outcome,
    ).toBe('found');
    expect(
      cluster.lookup('matrix/short', 'key-vault.matrix.svc.cluster.local.'),
    ).toMatchObject({ takesMs: 2_000 });
  });
});
