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

import { factsFrom, FactSources, kubernetesVersionOf } from './clusterFacts';

const nothing: FactSources = {
  nodes: [],
  services: [],
  endpointSlices: [],
  serviceCidrs: [],
  customResourceDefinitions: [],
  controllers: [],
};

const object = (kind: string, name: string, fields: object) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'default' },
  ...fields,
});

it('reads networks from the nodes', () => {
  const node = (name: string, cidr: string, ...addresses: string[]) =>
    object('Node', name, {
      spec: { podCIDR: cidr, podCIDRs: [cidr] },
      status: {
        addresses: [
          { type: 'Hostname', address: name },
          ...addresses.map(address => ({ type: 'InternalIP', address })),
        ],
      },
    });

  expect(
    factsFrom({
      ...nothing,
      nodes: [
        node('b', '10.244.1.0/24', '192.0.2.2', '2001:db8::2'),
        node('a', '10.244.0.0/24', '192.0.2.1'),
      ],
    }),
  ).toMatchObject({
    podCidrs: ['10.244.0.0/24', '10.244.1.0/24'],
    nodeCidrs: ['192.0.2.1/32', '192.0.2.2/32', '2001:db8::2/128'],
  });
});

it('knows the API server by its Service and by its endpoints', () => {
  const facts = factsFrom({
    ...nothing,
    services: [
      object('Service', 'kubernetes', {
        spec: { clusterIPs: ['10.96.0.1'], ports: [{ port: 443 }] },
      }),
      object('Service', 'other', {
        spec: { clusterIPs: ['10.96.0.2'], ports: [{ port: 80 }] },
      }),
    ],
    endpointSlices: [
      {
        ...object('EndpointSlice', 'kubernetes', {
          ports: [{ name: 'https', port: 6443 }],
          endpoints: [
            { addresses: ['192.0.2.1'], conditions: { ready: true } },
            { addresses: ['192.0.2.9'], conditions: { ready: false } },
          ],
        }),
        metadata: {
          name: 'kubernetes',
          namespace: 'default',
          labels: { 'kubernetes.io/service-name': 'kubernetes' },
        },
      },
    ],
  });

  expect(facts.apiServers).toEqual([
    { address: '10.96.0.1', port: 443 },
    { address: '192.0.2.1', port: 6443 },
  ]);
});

it('reads Service networks where the cluster has them as objects', () => {
  const serviceCidrs = [
    object('ServiceCIDR', 'kubernetes', { spec: { cidrs: ['10.96.0.0/16'] } }),
  ];

  expect(factsFrom({ ...nothing, serviceCidrs }).serviceCidrs).toEqual([
    '10.96.0.0/16',
  ]);
});

it('sees the Prometheus operator by both its CRDs', () => {
  const withCrds = (...customResourceDefinitions: string[]) =>
    factsFrom({ ...nothing, customResourceDefinitions }).prometheusOperator;

  expect(withCrds('prometheusrules.monitoring.coreos.com')).toBe(false);
  expect(
    withCrds(
      'prometheusrules.monitoring.coreos.com',
      'podmonitors.monitoring.coreos.com',
    ),
  ).toBe(true);
});

it('reads versions as clouds write them', () => {
  expect(kubernetesVersionOf({ major: '1', minor: '31+' })).toBe('1.31');
});
