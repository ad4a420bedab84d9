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
  compilePolicies,
  LabelSelector,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import fc from 'fast-check';
import { namespace } from '../demo/manifests';
import { ContainerPort, Pod } from '../controllers/kinds';
import { chainOf, FilterInput, passes } from './packetFilter';
import { Protocol } from './podNetwork';

const spaces = ['a', 'b'];
const ports: ContainerPort[] = [
  { name: 'web', containerPort: 80, protocol: 'TCP' },
  { name: 'web', containerPort: 8080, protocol: 'TCP' },
  { name: 'dns', containerPort: 53, protocol: 'UDP' },
];

const key = fc.constantFrom('app', 'tier');
const value = fc.constantFrom('x', 'y', '');
const labels = fc.dictionary(key, value, { maxKeys: 2, noNullPrototype: true });
const selector: fc.Arbitrary<LabelSelector> = fc.record(
  {
    matchLabels: labels,
    matchExpressions: fc.array(
      fc.oneof(
        fc.record({
          key,
          operator: fc.constantFrom('In' as const, 'NotIn' as const),
          values: fc.array(value, { minLength: 1, maxLength: 2 }),
        }),
        fc.record({
          key,
          operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const),
        }),
      ),
      { maxLength: 1 },
    ),
  },
  { requiredKeys: [] },
);
const peer: fc.Arbitrary<NetworkPolicyPeer> = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector: selector }),
  fc.record({ namespaceSelector: selector, podSelector: selector }),
  fc.constantFrom(
    { ipBlock: { cidr: '10.0.0.4/30' } },
    { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/30'] } },
    { ipBlock: { cidr: '10.0.0.0/29', except: ['10.0.0.2/32'] } },
  ),
);
const port: fc.Arbitrary<NetworkPolicyPort> = fc.oneof(
  fc.constantFrom<NetworkPolicyPort>(
    { port: 'web', protocol: 'TCP' },
    { port: 'dns', protocol: 'UDP' },
    { port: 80, protocol: 'TCP' },
    { port: 50, endPort: 80, protocol: 'TCP' },
    { protocol: 'UDP' },
  ),
);
const rule = <K extends 'from' | 'to'>(name: K) =>
  fc
    .record(
      {
        peers: fc.array(peer, { maxLength: 2 }),
        ports: fc.array(port, { maxLength: 2 }),
      },
      { requiredKeys: [] },
    )
    .map(({ peers, ports: list }) => ({
      ...(peers ? { [name]: peers } : {}),
      ...(list ? { ports: list } : {}),
    }));
const policy = fc
  .record({
    space: fc.constantFrom(...spaces),
    podSelector: selector,
    policyTypes: fc.constantFrom<('Ingress' | 'Egress')[]>(
      ['Ingress'],
      ['Egress'],
      ['Ingress', 'Egress'],
    ),
    ingress: fc.array(rule('from'), { maxLength: 2 }),
    egress: fc.array(rule('to'), { maxLength: 2 }),
  })
  .map(
    ({ space, ...spec }): NetworkPolicy => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'p', namespace: space },
      spec,
    }),
  );
const pod = fc.record({
  space: fc.constantFrom(...spaces),
  labels,
  ports: fc.subarray(ports),
});

const cluster = fc
  .record({
    pods: fc.array(pod, { minLength: 2, maxLength: 5 }),
    policies: fc.array(policy, { minLength: 1, maxLength: 4 }),
    spaceLabels: fc.tuple(labels, labels),
  })
  .map(
    ({ pods, policies, spaceLabels }): FilterInput => ({
      namespaces: spaces.map((name, index) =>
        namespace(name, spaceLabels[index]),
      ),
      pods: pods.map(
        (entry, index): Pod => ({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: {
            name: `pod-${index}`,
            namespace: entry.space,
            labels: entry.labels,
          },
          spec: {
            containers: [{ name: 'c', image: 'c:1', ports: entry.ports }],
          },
          status: {
            phase: 'Running',
            podIPs: [{ ip: `10.0.0.${index + 1}` }],
          },
        }),
      ),
      policies: policies.map((one, index) => ({
        ...one,
        metadata: { ...one.metadata, name: `policy-${index}` },
      })),
    }),
  );

const evaluatorOver = ({ namespaces, pods, policies }: FilterInput) =>
  compilePolicies({
    namespaces: namespaces.map(({ metadata }) => ({
      name: metadata.name,
      labels: metadata.labels ?? {},
    })),
    pods: pods.map(({ metadata, spec, status }) => ({
      namespace: metadata.namespace ?? '',
      name: metadata.name,
      labels: metadata.labels ?? {},
      ips: (status?.podIPs ?? []).map(({ ip }) => ip),
      ports: (spec.containers[0].ports ?? []).map(
        ({ name, containerPort, protocol = 'TCP' }) => ({
          name,
          port: containerPort,
          protocol,
        }),
      ),
    })),
    policies,
  });

const tries: readonly [number, Protocol][] = [
  [80, 'TCP'],
  [8080, 'TCP'],
  [60, 'TCP'],
  [53, 'UDP'],
  [9999, 'UDP'],
];

describe('the packet filter', () => {
  it('lets through what the evaluator allows, for any policies', () => {
    fc.assert(
      fc.property(cluster, input => {
        const evaluator = evaluatorOver(input);
        for (const from of input.pods) {
          const egress = chainOf(from, 'Egress', input);
          for (const to of input.pods.filter(one => one !== from)) {
            const ingress = chainOf(to, 'Ingress', input);
            for (const [number, protocol] of tries) {
              const packet = {
                source: from.status?.podIPs?.[0].ip ?? '',
                destination: to.status?.podIPs?.[0].ip ?? '',
                port: number,
                protocol,
              };
              const { outcome } = evaluator.evaluate({
                from: {
                  namespace: from.metadata.namespace ?? '',
                  name: from.metadata.name,
                },
                to: {
                  namespace: to.metadata.namespace ?? '',
                  name: to.metadata.name,
                },
                port: number,
                protocol,
              });
              expect(
                passes(egress, packet) && passes(ingress, packet)
                  ? 'allowed'
                  : 'denied',
              ).toBe(outcome);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
