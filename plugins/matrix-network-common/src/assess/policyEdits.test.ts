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

import { NetworkPolicySpec } from '../kubernetes/types';
import { policyEdits } from './policyEdits';

const redis = { podSelector: { matchLabels: { app: 'redis' } } };
const synapse = { podSelector: { matchLabels: { app: 'synapse' } } };
const web = { podSelector: { matchLabels: { app: 'web' } } };

const rendered: NetworkPolicySpec = {
  podSelector: { matchLabels: { app: 'redis' } },
  policyTypes: ['Ingress', 'Egress'],
  ingress: [
    {
      from: [synapse, redis],
      ports: [
        { protocol: 'TCP', port: 6379 },
        { protocol: 'TCP', port: 26379 },
      ],
    },
  ],
  egress: [{ to: [redis], ports: [{ protocol: 'TCP', port: 6379 }] }],
};

const edits = (changes: Partial<NetworkPolicySpec>) =>
  policyEdits(rendered, { ...rendered, ...changes });

describe('policyEdits', () => {
  it.each<[string, NetworkPolicySpec, NetworkPolicySpec]>([
    [
      'protocol TCP by default',
      rendered,
      {
        ...rendered,
        egress: [{ to: [redis], ports: [{ port: 6379 }] }],
      },
    ],
    [
      'other orders of rules, peers and ports',
      rendered,
      {
        ...rendered,
        policyTypes: ['Egress', 'Ingress'],
        ingress: [
          {
            ports: [{ port: 26379 }, { port: 6379 }],
            from: [redis, synapse],
          },
        ],
      },
    ],
    [
      'a rule written twice',
      rendered,
      {
        ...rendered,
        egress: [...(rendered.egress ?? []), ...(rendered.egress ?? [])],
      },
    ],
    [
      'no policyTypes where the rules tell',
      rendered,
      { ...rendered, policyTypes: undefined },
    ],
    [
      'an empty list of rules or none',
      { podSelector: {}, policyTypes: ['Ingress'] },
      { podSelector: {}, policyTypes: ['Ingress'], ingress: [], egress: [] },
    ],
    [
      'an empty list of peers or none',
      { podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] },
      { podSelector: {}, ingress: [{ from: [], ports: [{ port: 80 }] }] },
    ],
    [
      'empty parts of a selector, and the order of its values',
      {
        podSelector: {
          matchExpressions: [
            { key: 'app', operator: 'In', values: ['a', 'b'] },
          ],
        },
      },
      {
        podSelector: {
          matchLabels: {},
          matchExpressions: [
            { key: 'app', operator: 'In', values: ['b', 'a'] },
          ],
        },
      },
    ],
  ])('takes for the same: %s', (_title, expected, actual) => {
    expect(policyEdits(expected, actual)).toEqual([]);
  });

  it('places an added peer where it stands', () => {
    expect(
      edits({
        ingress: [{ ...rendered.ingress?.[0], from: [synapse, web, redis] }],
      }),
    ).toEqual([{ path: 'spec.ingress[0].from[1]', actual: web }]);
  });

  it('places a peer that was taken out where it stood', () => {
    expect(
      edits({ ingress: [{ ...rendered.ingress?.[0], from: [redis] }] }),
    ).toEqual([{ path: 'spec.ingress[0].from[0]', expected: synapse }]);
  });

  it('shows what a port was and what it is', () => {
    expect(
      edits({ egress: [{ to: [redis], ports: [{ port: 6380 }] }] }),
    ).toEqual([
      {
        path: 'spec.egress[0].ports[0]',
        expected: { protocol: 'TCP', port: 6379 },
        actual: { protocol: 'TCP', port: 6380 },
      },
    ]);
  });

  it('does not take everyone for nobody', () => {
    expect(
      edits({ ingress: [{ ports: rendered.ingress?.[0].ports }] }),
    ).toEqual([
      {
        path: 'spec.ingress[0].from',
        expected: [synapse, redis],
        actual: undefined,
      },
    ]);
  });

  it('shows whole rules that came or went', () => {
    expect(
      edits({
        ingress: [...(rendered.ingress ?? []), { from: [web] }],
        egress: [],
      }),
    ).toEqual([
      { path: 'spec.ingress[1]', actual: { from: [web] } },
      {
        path: 'spec.egress[0]',
        expected: { to: [redis], ports: [{ protocol: 'TCP', port: 6379 }] },
      },
    ]);
  });

  it('sees another selector and other directions', () => {
    expect(
      edits({ podSelector: {}, policyTypes: ['Ingress'] }).map(
        ({ path }) => path,
      ),
    ).toEqual(['spec.podSelector', 'spec.policyTypes']);
  });

  it('sees an exception taken out of an address block', () => {
    const block = (except?: string[]): NetworkPolicySpec => ({
      podSelector: {},
      egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except } }] }],
    });
    expect(
      policyEdits(
        block(['10.0.0.0/8', '172.16.0.0/12']),
        block(['10.0.0.0/8']),
      ),
    ).toHaveLength(1);
    expect(
      policyEdits(
        block(['10.0.0.0/8', '172.16.0.0/12']),
        block(['172.16.0.0/12', '10.0.0.0/8']),
      ),
    ).toEqual([]);
  });
});
