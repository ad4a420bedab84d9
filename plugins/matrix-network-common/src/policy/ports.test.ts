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
  Case,
  judge,
  onDb,
  ports,
  TCP,
  UDP,
} from './__testUtils__/documentation';
import { policy } from './__testUtils__/fixtures';

const cases: Case[] = [
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
];

describe('ports, by the documentation', () => {
  it.each(cases)(
    '%s',
    (_, policies, source, destination, port, protocol, outcome) => {
      expect(judge(policies, source, destination, port, protocol).outcome).toBe(
        outcome,
      );
    },
  );
});
