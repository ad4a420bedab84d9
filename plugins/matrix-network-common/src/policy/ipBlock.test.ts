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

import { Case, judge, from, TCP } from './__testUtils__/documentation';
import { policy } from './__testUtils__/fixtures';

const cases: Case[] = [
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
    'an IPv6 block that ends like an IPv4 one holds no IPv4 address',
    [from({ ipBlock: { cidr: '::10.1.0.0/120' } })],
    'shop/web',
    'shop/db',
    5432,
    TCP,
    'denied',
  ],
  [
    'an IPv4 block in IPv6 notation holds IPv4 addresses',
    [from({ ipBlock: { cidr: '::ffff:10.1.0.0/120' } })],
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
];

describe('ipBlock, by the documentation', () => {
  it.each(cases)(
    '%s',
    (_, policies, source, destination, port, protocol, outcome) => {
      expect(judge(policies, source, destination, port, protocol).outcome).toBe(
        outcome,
      );
    },
  );
});
