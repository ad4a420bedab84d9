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
];

describe('peers, by the documentation', () => {
  it.each(cases)(
    '%s',
    (_, policies, source, destination, port, protocol, outcome) => {
      expect(judge(policies, source, destination, port, protocol).outcome).toBe(
        outcome,
      );
    },
  );
});
