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

import { Case, judge, onDb, TCP, UDP } from './__testUtils__/documentation';
import { policy } from './__testUtils__/fixtures';

const cases: Case[] = [
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

describe('isolation, by the documentation', () => {
  it.each(cases)(
    '%s',
    (_, policies, source, destination, port, protocol, outcome) => {
      expect(judge(policies, source, destination, port, protocol).outcome).toBe(
        outcome,
      );
    },
  );
});
