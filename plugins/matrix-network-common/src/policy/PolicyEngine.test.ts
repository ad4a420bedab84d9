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

import { NetworkPolicy, NetworkPolicySpec } from '../kubernetes/types';
import { compilePolicies } from './PolicyEngine';
import { pod, policy } from './__testUtils__/fixtures';
import { Flow, FlowEndpoint, PolicyInput } from './types';

const pods = [
  pod(
    'shop',
    'db',
    { app: 'db', tier: '' },
    {
      ips: ['10.1.0.1'],
      ports: [
        { name: 'sql', port: 5432, protocol: 'TCP' },
        { name: 'dns', port: 53, protocol: 'UDP' },
      ],
    },
  ),
  pod('shop', 'web', { app: 'web' }, { ips: ['10.1.0.2'] }),
  pod('shop', 'bare', {}, { ips: ['10.1.0.3'] }),
  pod('mail', 'web', { app: 'web' }, { ips: ['10.2.0.1'] }),
  pod('mail', 'v6', { app: 'v6' }, { ips: ['2001:db8::1'] }),
  pod('lost', 'web', { app: 'web' }, { ips: ['10.3.0.1'] }),
  pod('shop', 'starting', { app: 'web' }, { phase: 'Pending' }),
  pod(
    'shop',
    'host',
    { app: 'web' },
    { ips: ['192.168.0.5'], hostNetwork: true },
  ),
  pod('shop', 'dual', { app: 'dual' }, { ips: ['10.1.0.9', '2001:db8::9'] }),
];
const namespaces: PolicyInput['namespaces'] = [
  { name: 'shop', labels: { team: 'a' } },
  { name: 'mail', labels: { team: 'b' } },
];

function end(text: string): FlowEndpoint {
  const [namespace, name] = text.split('/');
  return name ? { namespace, name } : { ip: text };
}

function judge(
  policies: NetworkPolicy[],
  from: string,
  to: string,
  port = 5432,
  protocol: Flow['protocol'] = 'TCP',
) {
  return compilePolicies({ namespaces, pods, policies }).evaluate({
    from: end(from),
    to: end(to),
    port,
    protocol,
  });
}

const onDb = (spec: Partial<NetworkPolicySpec>) =>
  policy('shop', 'p', { podSelector: { matchLabels: { app: 'db' } }, ...spec });

const from = (
  ...peers: NonNullable<NonNullable<NetworkPolicySpec['ingress']>[0]['from']>
) => onDb({ ingress: [{ from: peers }] });

const ports = (
  ...list: NonNullable<NonNullable<NetworkPolicySpec['ingress']>[0]['ports']>
) => onDb({ ingress: [{ ports: list }] });

type Case = [
  sentence: string,
  policies: NetworkPolicy[],
  from: string,
  to: string,
  port: number,
  protocol: Flow['protocol'],
  outcome: 'allowed' | 'denied' | 'undefined',
];

const TCP = 'TCP' as const;
const UDP = 'UDP' as const;

const cases: Case[] = [
  // Isolation
  [
    'by default, a pod is non-isolated for ingress; all inbound connections are allowed',
    [],
    'mail/web',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'a pod is isolated for ingress if there is any NetworkPolicy that selects it and has Ingress in its policyTypes',
    [onDb({ policyTypes: ['Ingress'] })],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'a policy for ingress leaves egress of the pod alone',
    [onDb({ policyTypes: ['Ingress'] })],
    'shop/db',
    'shop/web',
    80,
    TCP,
    'allowed',
  ],
  [
    'a pod is isolated for egress if a policy with Egress in its policyTypes selects it',
    [onDb({ policyTypes: ['Egress'] })],
    'shop/db',
    'shop/web',
    80,
    TCP,
    'denied',
  ],
  [
    'a policy for egress leaves ingress of the pod alone',
    [onDb({ policyTypes: ['Egress'] })],
    'shop/web',
    'shop/db',
    80,
    TCP,
    'allowed',
  ],
  [
    'for a connection to be allowed, both the egress policy on the source and the ingress policy on the destination need to allow it',
    [
      policy('shop', 'out', { policyTypes: ['Egress'], egress: [{}] }),
      onDb({ policyTypes: ['Ingress'] }),
    ],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'if either side does not allow the connection, it will not happen',
    [
      policy('shop', 'out', { policyTypes: ['Egress'] }),
      onDb({ policyTypes: ['Ingress'], ingress: [{}] }),
    ],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'network policies are additive: the union of what the policies allow',
    [
      onDb({ policyTypes: ['Ingress'] }),
      policy('shop', 'q', { ingress: [{}] }),
    ],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'an empty podSelector selects all pods in the namespace',
    [policy('shop', 'p', { podSelector: {} })],
    'mail/web',
    'shop/bare',
    80,
    TCP,
    'denied',
  ],
  [
    'a policy applies to pods of its own namespace only',
    [policy('shop', 'p', {})],
    'shop/web',
    'mail/web',
    80,
    TCP,
    'allowed',
  ],
  [
    'a pod cannot block access to itself',
    [policy('shop', 'p', { policyTypes: ['Ingress', 'Egress'] })],
    'shop/db',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  // policyTypes defaulting
  [
    'if no policyTypes are specified, Ingress is always set',
    [onDb({ egress: [{}] })],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'if no policyTypes are specified, Egress is set if there are egress rules',
    [onDb({ egress: [{ ports: [{ port: 1 }] }] })],
    'shop/db',
    'shop/web',
    80,
    TCP,
    'denied',
  ],
  [
    'an empty list of egress rules does not set Egress',
    [onDb({ egress: [] })],
    'shop/db',
    'shop/web',
    80,
    TCP,
    'allowed',
  ],
  [
    'an empty list of policyTypes is the same as none',
    [onDb({ policyTypes: [], egress: [{ ports: [{ port: 1 }] }] })],
    'shop/db',
    'shop/web',
    80,
    TCP,
    'denied',
  ],
  [
    'egress rules do nothing when policyTypes names Ingress alone',
    [onDb({ policyTypes: ['Ingress'], egress: [{ ports: [{ port: 1 }] }] })],
    'shop/db',
    'shop/web',
    80,
    TCP,
    'allowed',
  ],
  // Empty and absent
  [
    'an empty ingress rule allows all sources',
    [onDb({ ingress: [{}] })],
    '8.8.8.8',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'an empty from matches all sources',
    [onDb({ ingress: [{ from: [] }] })],
    'mail/web',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'an empty list of ports matches all ports',
    [onDb({ ingress: [{ ports: [] }] })],
    'mail/web',
    'shop/db',
    9,
    UDP,
    'allowed',
  ],
  [
    'no ingress rules allow nothing',
    [onDb({ ingress: [] })],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  // Peers
  [
    'a podSelector peer selects pods in the namespace of the policy',
    [from({ podSelector: { matchLabels: { app: 'web' } } })],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'a podSelector peer does not select pods of other namespaces',
    [from({ podSelector: { matchLabels: { app: 'web' } } })],
    'mail/web',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'an empty podSelector peer is every pod of the namespace',
    [from({ podSelector: {} })],
    'shop/bare',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'an empty podSelector peer is no address outside',
    [from({ podSelector: {} })],
    '8.8.8.8',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'an empty namespaceSelector selects all namespaces',
    [from({ namespaceSelector: {} })],
    'lost/web',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'an empty namespaceSelector selects pods, not addresses outside',
    [from({ namespaceSelector: {} })],
    '8.8.8.8',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'a namespaceSelector selects all pods of the namespaces',
    [from({ namespaceSelector: { matchLabels: { team: 'b' } } })],
    'mail/web',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'a namespaceSelector does not include the policy namespace by itself',
    [from({ namespaceSelector: { matchLabels: { team: 'b' } } })],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'namespaceSelector and podSelector in one element are ANDed',
    [
      from({
        namespaceSelector: { matchLabels: { team: 'b' } },
        podSelector: { matchLabels: { app: 'db' } },
      }),
    ],
    'mail/web',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'namespaceSelector and podSelector in two elements are ORed',
    [
      from(
        { namespaceSelector: { matchLabels: { team: 'b' } } },
        { podSelector: { matchLabels: { app: 'db' } } },
      ),
    ],
    'mail/web',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'the control plane sets kubernetes.io/metadata.name on all namespaces',
    [
      from({
        namespaceSelector: {
          matchLabels: { 'kubernetes.io/metadata.name': 'lost' },
        },
      }),
    ],
    'lost/web',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  // Expressions
  [
    'In wants the value',
    [
      from({
        podSelector: {
          matchExpressions: [
            { key: 'app', operator: 'In', values: ['x', 'web'] },
          ],
        },
      }),
    ],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'In is not met by an absent key',
    [
      from({
        podSelector: {
          matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }],
        },
      }),
    ],
    'shop/bare',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'NotIn is met by an absent key',
    [
      from({
        podSelector: {
          matchExpressions: [
            { key: 'app', operator: 'NotIn', values: ['web'] },
          ],
        },
      }),
    ],
    'shop/bare',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'NotIn is not met by the value',
    [
      from({
        podSelector: {
          matchExpressions: [
            { key: 'app', operator: 'NotIn', values: ['web'] },
          ],
        },
      }),
    ],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'Exists wants the key, an empty value is a value',
    [
      policy('shop', 'p', {
        podSelector: {
          matchExpressions: [{ key: 'tier', operator: 'Exists' }],
        },
      }),
    ],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'DoesNotExist wants no key',
    [
      from({
        podSelector: {
          matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }],
        },
      }),
    ],
    'shop/bare',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'an empty value in matchLabels is a value',
    [policy('shop', 'p', { podSelector: { matchLabels: { tier: '' } } })],
    'shop/web',
    'shop/bare',
    5432,
    TCP,
    'allowed',
  ],
  [
    'all requirements must be met',
    [
      from({
        podSelector: {
          matchLabels: { app: 'web' },
          matchExpressions: [
            { key: 'app', operator: 'NotIn', values: ['web'] },
          ],
        },
      }),
    ],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  // ipBlock
  [
    "an ipBlock compares addresses, pods' own included",
    [from({ ipBlock: { cidr: '10.1.0.0/24' } })],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'an ipBlock does not hold addresses beside it',
    [from({ ipBlock: { cidr: '10.1.0.0/24' } })],
    'mail/web',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'except is a list of CIDRs that are not included',
    [from({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/30'] } })],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'another peer may admit what except leaves out',
    [
      from(
        { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/30'] } },
        { podSelector: {} },
      ),
    ],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'host bits of a CIDR are masked',
    [from({ ipBlock: { cidr: '10.1.0.77/24' } })],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    '0.0.0.0/0 holds every IPv4 address',
    [from({ ipBlock: { cidr: '0.0.0.0/0' } })],
    '255.255.255.255',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    '0.0.0.0/0 holds no IPv6 address',
    [from({ ipBlock: { cidr: '0.0.0.0/0' } })],
    '2001:db8::7',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    '::/0 holds every IPv6 address',
    [from({ ipBlock: { cidr: '::/0' } })],
    '2001:db8::7',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    '::/0 holds no IPv4 address',
    [from({ ipBlock: { cidr: '::/0' } })],
    '10.1.0.2',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'an IPv4-mapped address is its IPv4 address',
    [from({ ipBlock: { cidr: '10.0.0.0/8' } })],
    '::ffff:10.1.2.3',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'an IPv4-mapped block is its IPv4 block',
    [from({ ipBlock: { cidr: '::ffff:10.0.0.0/104' } })],
    '10.1.2.3',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'ipBlock in egress compares the destination',
    [
      policy('shop', 'p', {
        policyTypes: ['Egress'],
        egress: [{ to: [{ ipBlock: { cidr: '8.8.8.0/24' } }] }],
      }),
    ],
    'shop/web',
    '8.8.8.8',
    443,
    TCP,
    'allowed',
  ],
  [
    'a pod without an address is in no ipBlock',
    [from({ ipBlock: { cidr: '0.0.0.0/0' } })],
    'shop/starting',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'a pod without an address is selected by its labels',
    [from({ podSelector: { matchLabels: { app: 'web' } } })],
    'shop/starting',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'a dual-stack pod may come from either address',
    [from({ ipBlock: { cidr: '2001:db8::/64' } })],
    'shop/dual',
    'mail/v6',
    5432,
    TCP,
    'allowed',
  ],
  [
    'the address of a dual-stack pod is that of the family of the other end',
    [from({ ipBlock: { cidr: '2001:db8::/64' } })],
    'shop/dual',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  // Ports
  [
    'protocol defaults to TCP',
    [ports({ port: 5432 })],
    'shop/web',
    'shop/db',
    5432,
    UDP,
    'denied',
  ],
  [
    'a port without number means all ports of the protocol',
    [ports({ protocol: 'UDP' })],
    'shop/web',
    'shop/db',
    9999,
    UDP,
    'allowed',
  ],
  [
    'a port without anything means all TCP ports',
    [ports({})],
    'shop/web',
    'shop/db',
    9999,
    TCP,
    'allowed',
  ],
  [
    'a port without anything means no UDP port',
    [ports({})],
    'shop/web',
    'shop/db',
    9999,
    UDP,
    'denied',
  ],
  [
    'a port numbered 53 for TCP does not open UDP 53',
    [ports({ port: 53 })],
    'shop/web',
    'shop/db',
    53,
    UDP,
    'denied',
  ],
  [
    'endPort: the range from port to endPort, both included',
    [ports({ port: 5000, endPort: 5432 })],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'endPort: what is above is not included',
    [ports({ port: 5000, endPort: 5431 })],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'a named port resolves on the destination pod',
    [ports({ port: 'sql' })],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'a named port is one port',
    [ports({ port: 'sql' })],
    'shop/web',
    'shop/db',
    5433,
    TCP,
    'denied',
  ],
  [
    'a named port wants its protocol to match',
    [ports({ port: 'dns' })],
    'shop/web',
    'shop/db',
    53,
    UDP,
    'denied',
  ],
  [
    'a named port with its protocol',
    [ports({ port: 'dns', protocol: 'UDP' })],
    'shop/web',
    'shop/db',
    53,
    UDP,
    'allowed',
  ],
  [
    'a named port of an egress rule resolves on the destination pod',
    [
      policy('shop', 'p', {
        podSelector: { matchLabels: { app: 'web' } },
        policyTypes: ['Egress'],
        egress: [{ ports: [{ port: 'sql' }] }],
      }),
    ],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'allowed',
  ],
  [
    'a named port never matches an address outside',
    [
      policy('shop', 'p', {
        policyTypes: ['Egress'],
        egress: [{ ports: [{ port: 'sql' }] }],
      }),
    ],
    'shop/web',
    '8.8.8.8',
    5432,
    TCP,
    'denied',
  ],
  [
    'the ports of a rule go with its peers only',
    [
      onDb({
        ingress: [
          {
            from: [{ podSelector: { matchLabels: { app: 'web' } } }],
            ports: [{ port: 1 }],
          },
          { from: [{ namespaceSelector: { matchLabels: { team: 'b' } } }] },
        ],
      }),
    ],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'SCTP is a protocol of its own',
    [ports({ protocol: 'SCTP', port: 5432 })],
    'shop/web',
    'shop/db',
    5432,
    'SCTP',
    'allowed',
  ],
  // hostNetwork
  [
    'the behaviour of NetworkPolicy for hostNetwork pods is undefined',
    [],
    'shop/host',
    'shop/db',
    5432,
    TCP,
    'undefined',
  ],
  [
    'a hostNetwork destination is undefined, too',
    [onDb({ policyTypes: ['Egress'] })],
    'shop/db',
    'shop/host',
    5432,
    TCP,
    'undefined',
  ],
  // Outside
  [
    'no policy applies between two addresses outside',
    [policy('shop', 'p', {})],
    '8.8.8.8',
    '9.9.9.9',
    443,
    TCP,
    'allowed',
  ],
];

describe('the evaluator, by the documentation', () => {
  it.each(cases)(
    '%s',
    (_, policies, source, destination, port, protocol, outcome) => {
      expect(judge(policies, source, destination, port, protocol).outcome).toBe(
        outcome,
      );
    },
  );
});

describe('the explanation of a verdict', () => {
  it('names policy, rule, peer and port that allow', () => {
    const verdict = judge(
      [
        from({ ipBlock: { cidr: '1.0.0.0/8' } }, { podSelector: {} }),
        policy('shop', 'open', { ingress: [{}] }),
      ],
      'shop/web',
      'shop/db',
    );
    expect(verdict.ingress).toEqual({
      outcome: 'allowed',
      by: [
        {
          policy: { kind: 'NetworkPolicy', namespace: 'shop', name: 'p' },
          ruleIndex: 0,
          peerIndex: 1,
          portIndex: undefined,
          path: 'spec.ingress[0].from[1]',
        },
        {
          policy: { kind: 'NetworkPolicy', namespace: 'shop', name: 'open' },
          ruleIndex: 0,
          peerIndex: undefined,
          portIndex: undefined,
          path: 'spec.ingress[0]',
        },
      ],
    });
    expect(verdict.egress).toEqual({
      outcome: 'notIsolated',
      reason: 'noPolicySelects',
    });
    expect(verdict.sentence).toBe(
      'Allowed on TCP 5432: no policy isolates the source for egress; p spec.ingress[0].from[1] (and 1 more) allows ingress.',
    );
  });

  it('says who isolates the pod and that no rule admits the other end', () => {
    const verdict = judge(
      [
        onDb({
          ingress: [
            {
              from: [{ podSelector: { matchLabels: { app: 'web' } } }],
              ports: [{ port: 5432 }],
            },
          ],
        }),
      ],
      'shop/bare',
      'shop/db',
    );
    expect(verdict.ingress).toEqual({
      outcome: 'denied',
      by: [
        {
          policy: { kind: 'NetworkPolicy', namespace: 'shop', name: 'p' },
          rules: [{ path: 'spec.ingress[0]', mismatch: 'peer' }],
        },
      ],
    });
    expect(verdict.sentence).toBe(
      'Denied: p selects the destination for ingress and none of its 1 rule admits a pod without labels on TCP 5432.',
    );
  });

  it('never guesses for a policy that the API server would refuse', () => {
    const invalid = onDb({ ingress: [{ ports: [{ port: 70000 }] }] });
    const verdict = judge([invalid], 'shop/web', 'shop/db');
    expect(verdict.outcome).toBe('undefined');
    expect(verdict.sentence).toContain('spec.ingress[0].ports[0].port');
  });
});

describe('ends of a flow', () => {
  it('refuses unknown pods, ended pods and what is no address', () => {
    const engine = compilePolicies({
      namespaces: [],
      policies: [],
      pods: [pod('a', 'done', {}, { phase: 'Succeeded' }), pod('a', 'x')],
    });
    const to = { namespace: 'a', name: 'x' };
    const ask = (source: FlowEndpoint) => () =>
      engine.evaluate({ from: source, to, port: 1, protocol: 'TCP' });
    expect(ask({ namespace: 'a', name: 'no' })).toThrow('no pod a/no');
    expect(ask({ namespace: 'a', name: 'done' })).toThrow('has ended');
    expect(ask({ ip: '300.1.1.1' })).toThrow(
      '"300.1.1.1" is not an IP address',
    );
    expect(engine.pods.map(({ name }) => name)).toEqual(['x']);
  });
});
