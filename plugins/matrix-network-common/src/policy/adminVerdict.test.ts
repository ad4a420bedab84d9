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

import { KubernetesObject, NetworkPolicy } from '../kubernetes/types';
import { compilePolicies } from './PolicyEngine';
import {
  admin,
  baseline,
  egress,
  everyone,
  ingress,
} from './__testUtils__/adminPolicies';
import { pod, policy } from './__testUtils__/fixtures';
import { FlowEndpoint } from './types';

const pods = [
  pod(
    'shop',
    'db',
    { app: 'db' },
    {
      ips: ['10.1.0.1'],
      ports: [{ name: 'sql', port: 5432, protocol: 'TCP' }],
    },
  ),
  pod('shop', 'web', { app: 'web' }, { ips: ['10.1.0.2'] }),
  pod('mail', 'web', { app: 'web' }, { ips: ['10.2.0.1'] }),
];
const namespaces = [
  { name: 'shop', labels: { team: 'a' } },
  { name: 'mail', labels: { team: 'b' } },
];

const denyAll = policy('shop', 'deny-all', { policyTypes: ['Ingress'] });
const allowAll = policy('shop', 'allow-all', { ingress: [{}] });

function endOf(text: string): FlowEndpoint {
  const [namespace, name] = text.split('/');
  return name ? { namespace, name } : { ip: text };
}

function judge(
  adminPolicies: KubernetesObject[],
  policies: NetworkPolicy[] = [],
  [from, to, port]: [string, string, number] = ['mail/web', 'shop/db', 5432],
) {
  const engine = compilePolicies({ namespaces, pods, policies, adminPolicies });
  const flow = {
    from: endOf(from),
    to: endOf(to),
    port,
    protocol: 'TCP' as const,
  };
  const verdict = engine.evaluate(flow);
  const together = [
    ...engine.allowedFlows({
      ports: [{ port, protocol: 'TCP' }],
      addresses: [from, to].filter(text => !text.includes('/')),
    }),
  ].some(
    set =>
      set.port === port &&
      [...set.to].some(
        end => JSON.stringify(end) === JSON.stringify(flow.to),
      ) &&
      [...set.from].some(
        end => JSON.stringify(end) === JSON.stringify(flow.from),
      ),
  );
  // The two ways to the same answer are held against each other on every case.
  expect(together).toBe(verdict.outcome === 'allowed');
  return verdict;
}

type Case = [sentence: string, outcome: string, ...Parameters<typeof judge>];

const cases: Case[] = [
  [
    'Deny beats a NetworkPolicy that allows',
    'denied',
    [admin('a', 1, ingress('Deny'))],
    [allowAll],
  ],
  [
    'Allow beats a NetworkPolicy that isolates',
    'allowed',
    [admin('a', 1, ingress('Allow'))],
    [denyAll],
  ],
  [
    'Pass leaves it to NetworkPolicy',
    'denied',
    [admin('a', 1, ingress('Pass')), admin('b', 2, ingress('Allow'))],
    [denyAll],
  ],
  [
    'Pass without NetworkPolicy leaves it to the baseline',
    'denied',
    [admin('a', 1, ingress('Pass')), baseline(ingress('Deny'))],
    [],
  ],
  [
    'a policy with a lower priority value goes first',
    'allowed',
    [admin('later', 20, ingress('Deny')), admin('first', 10, ingress('Allow'))],
    [],
  ],
  [
    'rules of one policy go in their order',
    'denied',
    [
      admin('a', 1, {
        ingress: [
          { action: 'Deny', from: everyone },
          { action: 'Allow', from: everyone },
        ],
      }),
    ],
    [],
  ],
  [
    'policies of one priority that contradict each other are undefined',
    'undefined',
    [admin('a', 5, ingress('Allow')), admin('b', 5, ingress('Deny'))],
    [],
  ],
  [
    'policies of one priority that agree are not',
    'denied',
    [admin('a', 5, ingress('Deny')), admin('b', 5, ingress('Deny'))],
    [allowAll],
  ],
  [
    'where no rule matches, NetworkPolicy decides',
    'denied',
    [
      admin(
        'a',
        1,
        ingress('Allow', {
          from: [{ namespaces: { matchLabels: { team: 'c' } } }],
        }),
      ),
    ],
    [denyAll],
  ],
  [
    'a NetworkPolicy that selects the pod keeps the baseline out',
    'allowed',
    [baseline(ingress('Deny'))],
    [allowAll],
  ],
  [
    'the baseline holds where no NetworkPolicy selects the pod',
    'denied',
    [baseline(ingress('Deny'))],
    [],
  ],
  [
    'a baseline without a matching rule allows',
    'allowed',
    [
      baseline(
        ingress('Deny', {
          from: [{ namespaces: { matchLabels: { team: 'c' } } }],
        }),
      ),
    ],
    [],
  ],
  [
    'the subject is what the policy is for',
    'allowed',
    [
      admin('a', 1, {
        subject: { namespaces: { matchLabels: { team: 'b' } } },
        ...ingress('Deny'),
      }),
    ],
    [],
  ],
  [
    'a subject of pods is namespaces and pods, both',
    'denied',
    [
      admin('a', 1, {
        subject: {
          pods: {
            namespaceSelector: { matchLabels: { team: 'a' } },
            podSelector: { matchLabels: { app: 'db' } },
          },
        },
        ...ingress('Deny'),
      }),
    ],
    [],
  ],
  [
    'peers are pods by namespace and label',
    'denied',
    [
      admin(
        'a',
        1,
        ingress('Deny', {
          from: [
            {
              pods: {
                namespaceSelector: {},
                podSelector: { matchLabels: { app: 'web' } },
              },
            },
          ],
        }),
      ),
    ],
    [],
  ],
  [
    'egress counts at the source',
    'denied',
    [admin('a', 1, egress('Deny'))],
    [],
  ],
  [
    'networks are compared with pod addresses, too',
    'denied',
    [
      admin(
        'a',
        1,
        egress('Deny', { to: [{ networks: ['9.0.0.0/8', '10.1.0.0/16'] }] }),
      ),
    ],
    [],
  ],
  [
    'networks speak of addresses outside',
    'denied',
    [admin('a', 1, egress('Deny', { to: [{ networks: ['8.8.8.0/24'] }] }))],
    [],
    ['mail/web', '8.8.8.8', 443],
  ],
  [
    'a port number',
    'denied',
    [
      admin(
        'a',
        1,
        ingress('Deny', {
          ports: [{ portNumber: { protocol: 'TCP', port: 5432 } }],
        }),
      ),
    ],
    [],
  ],
  [
    'another port number',
    'allowed',
    [
      admin(
        'a',
        1,
        ingress('Deny', { ports: [{ portNumber: { port: 5433 } }] }),
      ),
    ],
    [],
  ],
  [
    'a port range',
    'denied',
    [
      admin(
        'a',
        1,
        ingress('Deny', { ports: [{ portRange: { start: 5000, end: 6000 } }] }),
      ),
    ],
    [],
  ],
  [
    'a named port resolves on the destination',
    'denied',
    [admin('a', 1, ingress('Deny', { ports: [{ namedPort: 'sql' }] }))],
    [],
  ],
  [
    'node peers cannot be held against an address outside',
    'undefined',
    [admin('a', 1, egress('Allow', { to: [{ nodes: {} }] }))],
    [],
    ['mail/web', '8.8.8.8', 443],
  ],
  [
    'domain names cannot be held against an address outside',
    'undefined',
    [admin('a', 1, egress('Allow', { to: [{ domainNames: ['x.org'] }] }))],
    [],
    ['mail/web', '8.8.8.8', 443],
  ],
  [
    'node peers are no pods',
    'allowed',
    [admin('a', 1, egress('Deny', { to: [{ nodes: {} }] }))],
    [],
  ],
  [
    'a policy that the API server would refuse leaves everything undefined',
    'undefined',
    [admin('a', 1001, ingress('Allow'))],
    [],
  ],
];

describe("administrators' policies, by their API's documentation", () => {
  it.each(cases)('%s', (_, outcome, ...given) => {
    expect(judge(...given).outcome).toBe(outcome);
  });

  it('node peers are no address outside that is known to be no node', () => {
    const engine = compilePolicies({
      namespaces,
      pods,
      policies: [],
      adminPolicies: [admin('a', 1, egress('Deny', { to: [{ nodes: {} }] }))],
      nodes: [{ name: 'n', addresses: ['192.168.0.1'] }],
    });
    const outcome = (ip: string) =>
      engine.evaluate({
        from: { namespace: 'mail', name: 'web' },
        to: { ip },
        port: 443,
        protocol: 'TCP',
      }).outcome;
    expect(outcome('8.8.8.8')).toBe('allowed');
    expect(outcome('192.168.0.1')).toBe('undefined');
    const reached = [
      ...engine.allowedFlows({
        addresses: ['8.8.8.8', '192.168.0.1'],
        ports: [{ port: 443, protocol: 'TCP' }],
      }),
    ].flatMap(({ from, to }) => [...from, ...to]);
    expect(reached).toContainEqual({ ip: '8.8.8.8' });
    expect(reached).not.toContainEqual({ ip: '192.168.0.1' });
  });

  it('names the rule that decides', () => {
    const verdict = judge([
      admin(
        'lock',
        1,
        egress('Deny', { to: [{ networks: ['9.0.0.0/8', '10.1.0.0/16'] }] }),
      ),
    ]);
    expect(verdict.egress).toMatchObject({
      outcome: 'denied',
      denyRule: {
        policy: { kind: 'AdminNetworkPolicy', name: 'lock' },
        path: 'spec.egress[0].to[0]',
      },
    });
    expect(verdict.sentence).toBe(
      'Denied: AdminNetworkPolicy lock spec.egress[0].to[0] denies egress on TCP 5432.',
    );
  });
});
