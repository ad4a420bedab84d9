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

import fc from 'fast-check';

import {
  KubernetesObject,
  LabelSelector,
  LabelSelectorRequirement,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from '../../kubernetes/types';
import { Flow, PolicyInput, PolicyPod } from '../types';
import { policy } from './fixtures';

/** Few names and values, so that selectors, pods and ports meet often. */
const namespaceNames = ['a', 'b', 'c'];
const key = fc.constantFrom('app', 'tier', 'x.io/role');
const value = fc.constantFrom('', 'one', 'two');
const protocol = fc.constantFrom(
  'TCP' as const,
  'UDP' as const,
  'SCTP' as const,
);
const portName = fc.constantFrom('http', 'dns');
const portNumber = fc.constantFrom(1, 53, 80, 81, 443, 8080, 65535);
const labels = fc.dictionary(key, value, { maxKeys: 3 });

const cidr = fc.constantFrom(
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.0.0.7/24',
  '10.0.0.4/30',
  '10.0.0.5/32',
  '10.0.1.0/24',
  '8.8.8.8/32',
  '::/0',
  'fd00::/8',
  'fd00::5/126',
  // Not the IPv4 block that it looks like, and the one that it is.
  '::10.0.0.4/126',
  '::ffff:10.0.0.4/126',
);
const excepts: Record<string, string[]> = {
  '0.0.0.0/0': ['10.0.0.0/8', '8.8.0.0/16', '10.0.0.5/32'],
  '10.0.0.0/8': ['10.0.0.0/24', '10.0.0.6/31'],
  '10.0.0.7/24': ['10.0.0.4/30'],
  '10.0.0.4/30': ['10.0.0.5/32'],
  '::/0': ['fd00::/8', '2000::/3'],
  'fd00::/8': ['fd00::4/126'],
};
const ip = fc.constantFrom(
  ...['10.0.0.3', '10.0.0.4', '10.0.0.5', '10.0.0.6', '10.0.0.8', '10.0.1.1'],
  ...['10.1.0.1', '8.8.8.8', 'fd00::4', 'fd00::5', 'fd00::8', '2001:db8::1'],
  ...['::10.0.0.5', '::ffff:10.0.0.5'],
);

const requirement: fc.Arbitrary<LabelSelectorRequirement> = fc.oneof(
  fc.record({
    key,
    operator: fc.constantFrom('In' as const, 'NotIn' as const),
    values: fc.uniqueArray(value, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    key,
    operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const),
  }),
);

export const selector: fc.Arbitrary<LabelSelector> = fc.record(
  {
    matchLabels: fc.dictionary(key, value, { maxKeys: 2 }),
    matchExpressions: fc.array(requirement, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

const namespaceSelector: fc.Arbitrary<LabelSelector> = fc.oneof(
  selector,
  fc.constantFrom(...namespaceNames, 'undeclared').map(name => ({
    matchLabels: { 'kubernetes.io/metadata.name': name },
  })),
);

export const peer: fc.Arbitrary<NetworkPolicyPeer> = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector }),
  fc.record({ podSelector: selector, namespaceSelector }),
  cidr.chain(block =>
    fc
      .subarray(excepts[block] ?? [])
      .map(except => ({ ipBlock: { cidr: block, except } })),
  ),
);

export const port: fc.Arbitrary<NetworkPolicyPort> = fc.oneof(
  fc.record({ protocol, port: portNumber }, { requiredKeys: [] }),
  fc.record({ protocol, port: portName }, { requiredKeys: ['port'] }),
  fc
    .tuple(protocol, portNumber, fc.integer({ min: 0, max: 400 }))
    .map(([name, first, more]) => ({
      protocol: name,
      port: first,
      endPort: Math.min(first + more, 65535),
    })),
);

const peers = fc.array(peer, { maxLength: 3 });
const ports = fc.array(port, { maxLength: 3 });

export const networkPolicy: fc.Arbitrary<NetworkPolicy> = fc
  .tuple(
    fc.constantFrom(...namespaceNames, 'undeclared'),
    fc.uuid(),
    fc.record(
      {
        podSelector: selector,
        policyTypes: fc.subarray(['Ingress' as const, 'Egress' as const]),
        ingress: fc.array(
          fc.record({ from: peers, ports }, { requiredKeys: [] }),
          { maxLength: 2 },
        ),
        egress: fc.array(
          fc.record({ to: peers, ports }, { requiredKeys: [] }),
          { maxLength: 2 },
        ),
      },
      { requiredKeys: ['podSelector'] },
    ),
  )
  .map(([namespace, name, spec]) => policy(namespace, name, spec));

export const livePod: fc.Arbitrary<PolicyPod> = fc
  .tuple(
    fc.constantFrom(...namespaceNames, 'undeclared'),
    fc.uuid(),
    labels,
    fc.array(ip, { maxLength: 1 }),
    fc.uniqueArray(
      fc.record(
        { name: portName, port: portNumber, protocol },
        { requiredKeys: ['port', 'protocol'] },
      ),
      // Containers may name one port differently, and different ports alike.
      { maxLength: 4, selector: one => JSON.stringify(one) },
    ),
  )
  .map(([namespace, name, ownLabels, ips, ownPorts]) => ({
    namespace,
    name,
    labels: ownLabels,
    ips,
    ports: ownPorts,
    phase: 'Running',
  }));

export const cluster: fc.Arbitrary<PolicyInput> = fc.record({
  namespaces: fc
    .tuple(labels, labels, labels)
    .map(each =>
      each.map((own, index) => ({ name: namespaceNames[index], labels: own })),
    ),
  pods: fc.array(livePod, { minLength: 2, maxLength: 6 }),
  policies: fc.array(networkPolicy, { maxLength: 6 }),
});

const adminPort = fc.oneof(
  fc.record({ portNumber: fc.record({ protocol, port: portNumber }) }),
  fc.record({ namedPort: portName }),
  fc.constant({ portRange: { protocol: 'TCP', start: 80, end: 400 } }),
);

const adminPeer = fc.oneof(
  fc.record({ namespaces: namespaceSelector }),
  fc.record({ pods: fc.record({ namespaceSelector, podSelector: selector }) }),
);

const adminEgressPeer = fc.oneof(
  adminPeer,
  fc.record({
    networks: fc.uniqueArray(
      cidr.filter(block => !block.includes('ffff')),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  fc.constant({ nodes: {} }),
);

function adminRules<T>(
  list: 'from' | 'to',
  one: fc.Arbitrary<T>,
  baseline: boolean,
) {
  const actions = baseline ? ['Allow', 'Deny'] : ['Allow', 'Deny', 'Pass'];
  return fc.array(
    fc.record(
      {
        action: fc.constantFrom(...actions),
        [list]: fc.array(one, { minLength: 1, maxLength: 2 }),
        ports: fc.array(adminPort, { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: ['action', list] },
    ),
    { maxLength: 2 },
  );
}

function adminPolicy(baseline: boolean): fc.Arbitrary<KubernetesObject> {
  return fc
    .tuple(
      fc.uuid(),
      fc.constantFrom(1, 2, 3),
      adminPeer,
      adminRules('from', adminPeer, baseline),
      adminRules('to', adminEgressPeer, baseline),
    )
    .map(([name, priority, subject, ingress, egress]) => ({
      apiVersion: 'policy.networking.k8s.io/v1alpha1',
      kind: baseline ? 'BaselineAdminNetworkPolicy' : 'AdminNetworkPolicy',
      metadata: { name: baseline ? 'default' : name },
      spec: { ...(!baseline && { priority }), subject, ingress, egress },
    }));
}

const v4 = fc.constantFrom('10.0.0.4', '10.0.0.5', '10.0.1.1', '10.1.0.1');
const v6 = fc.constantFrom('fd00::4', 'fd00::5', '2001:db8::1');

const addressLists = fc.array(
  fc.oneof(fc.tuple(v4, v6), fc.tuple(v6, v4), fc.tuple(v4), fc.tuple(v6)),
  { minLength: 6, maxLength: 6 },
);

function withEverything(
  adminPolicies: fc.Arbitrary<KubernetesObject[]>,
): fc.Arbitrary<PolicyInput> {
  return fc
    .tuple(
      cluster,
      addressLists,
      adminPolicies,
      fc.array(adminPolicy(true), { maxLength: 1 }),
    )
    .map(([input, addresses, admin, baseline]) => ({
      ...input,
      pods: input.pods.map((pod, index) => ({ ...pod, ips: addresses[index] })),
      adminPolicies: [...admin, ...baseline],
    }));
}

/** With pods of two addresses, and administrators' policies, which may contradict each other. */
export const clusterWithEverything: fc.Arbitrary<PolicyInput> = withEverything(
  fc.array(adminPolicy(false), { maxLength: 3 }),
);

/** The same, with nothing that the API leaves open: every flow is allowed or denied. */
export const decidableCluster: fc.Arbitrary<PolicyInput> = withEverything(
  fc
    .tuple(adminPolicy(false), adminPolicy(false), adminPolicy(false))
    .chain(policies => fc.shuffledSubarray(policies))
    .map(policies =>
      policies.map((one, priority) => ({
        ...one,
        spec: Object.assign({}, one.spec, { priority }),
      })),
    ),
).map(input => ({ ...input, nodes: [] }));

/** Ports beside the declared ones, and addresses outside. */
export const tries = {
  ports: [
    { port: 53, protocol: 'UDP' as const },
    { port: 80, protocol: 'TCP' as const },
    { port: 443, protocol: 'SCTP' as const },
    { port: 300, protocol: 'TCP' as const },
  ],
  addresses: ['8.8.8.8', '10.0.0.5', '10.0.1.77', 'fd00::6', '2001:db8::1'],
};

/** Every flow of a cluster between different ends, on declared ports and those tried. */
export function flowsOf({ pods }: PolicyInput): Flow[] {
  const podEnds = pods.map(({ namespace, name }) => ({ namespace, name }));
  const outside = tries.addresses.map(address => ({ ip: address }));
  const to = (
    destination: Flow['to'],
    sources: Flow['from'][],
    own: PolicyPod['ports'] = [],
  ) =>
    [...own, ...tries.ports].flatMap(tried =>
      sources.map(from => ({
        from,
        to: destination,
        port: tried.port,
        protocol: tried.protocol,
      })),
    );
  return [
    ...pods.flatMap((pod, index) =>
      to(
        podEnds[index],
        [...podEnds.filter((_, other) => other !== index), ...outside],
        pod.ports,
      ),
    ),
    ...outside.flatMap(address => to(address, podEnds)),
  ];
}
