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

import { validateNetworkPolicy } from './validateNetworkPolicy';

const valid = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'p', namespace: 'shop' },
  spec: {
    podSelector: { matchLabels: { app: 'db' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      {
        from: [
          { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
          {
            podSelector: {},
            namespaceSelector: {
              matchExpressions: [
                { key: 'x.io/team', operator: 'In', values: ['a'] },
              ],
            },
          },
        ],
        ports: [
          { port: 80, endPort: 90 },
          { port: 'http', protocol: 'TCP' },
          {},
        ],
      },
    ],
    egress: [{}],
  },
};

/** The valid policy with one peer, port, selector or field of its spec changed. */
const withSpec = (spec: object) => ({
  ...valid,
  spec: { ...valid.spec, ...spec },
});
const withPeer = (peer: object) => withSpec({ ingress: [{ from: [peer] }] });
const withPort = (port: object) => withSpec({ ingress: [{ ports: [port] }] });
const withSelector = (podSelector: object) => withSpec({ podSelector });
const peerAt = 'spec.ingress[0].from[0]';
const portAt = 'spec.ingress[0].ports[0]';

type Case = [what: string, object: unknown, path: string, message: RegExp];

const refused: Case[] = [
  ['another kind', { ...valid, kind: 'Pod' }, 'kind', /NetworkPolicy/],
  [
    'an older version',
    { ...valid, apiVersion: 'extensions/v1beta1' },
    'apiVersion',
    /networking\.k8s\.io\/v1/,
  ],
  ['no name', { ...valid, metadata: {} }, 'metadata.name', /string/],
  [
    'a policyType that does not exist',
    withSpec({ policyTypes: ['ingress'] }),
    'spec.policyTypes[0]',
    /Ingress/,
  ],
  [
    'three policyTypes',
    withSpec({ policyTypes: ['Ingress', 'Egress', 'Ingress'] }),
    'spec.policyTypes',
    /2/,
  ],
  ['an empty peer', withPeer({}), peerAt, /selects nothing/],
  [
    'ipBlock beside a selector',
    withPeer({ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }),
    `${peerAt}.ipBlock`,
    /cannot go together/,
  ],
  [
    'an address that is no CIDR',
    withPeer({ ipBlock: { cidr: '10.0.0.1' } }),
    `${peerAt}.ipBlock.cidr`,
    /"10\.0\.0\.1" is not a CIDR/,
  ],
  [
    'a prefix that is too long',
    withPeer({ ipBlock: { cidr: '10.0.0.0/33' } }),
    `${peerAt}.ipBlock.cidr`,
    /not a CIDR/,
  ],
  [
    'an octet above 255',
    withPeer({ ipBlock: { cidr: '10.0.256.0/24' } }),
    `${peerAt}.ipBlock.cidr`,
    /not a CIDR/,
  ],
  [
    'an except outside of the block',
    withPeer({ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }),
    `${peerAt}.ipBlock.except[0]`,
    /strict subset/,
  ],
  [
    'an except that is the block',
    withPeer({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] } }),
    `${peerAt}.ipBlock.except[0]`,
    /strict subset/,
  ],
  [
    'an except of the other family',
    withPeer({ ipBlock: { cidr: '::/0', except: ['10.0.0.0/8'] } }),
    `${peerAt}.ipBlock.except[0]`,
    /strict subset/,
  ],
  [
    'an except whose prefix is not longer, in whichever notation',
    withPeer({
      ipBlock: { cidr: '::ffff:10.0.0.0/104', except: ['10.1.0.0/16'] },
    }),
    `${peerAt}.ipBlock.except[0]`,
    /strict subset/,
  ],
  [
    'null as a peer',
    withSpec({ ingress: [{ from: [null] }] }),
    peerAt,
    /empty/,
  ],
  ['port 0', withPort({ port: 0 }), `${portAt}.port`, /0 is not a port/],
  [
    'a port above 65535',
    withPort({ port: 70000 }),
    `${portAt}.port`,
    /70000 is not a port/,
  ],
  [
    'a broken number as port',
    withPort({ port: 80.5 }),
    `${portAt}.port`,
    /80\.5 is not a port/,
  ],
  [
    'a number in quotes as port',
    withPort({ port: '80' }),
    `${portAt}.port`,
    /"80" is not a port name/,
  ],
  [
    'a long port name',
    withPort({ port: 'a-name-that-is-long' }),
    `${portAt}.port`,
    /not a port name/,
  ],
  [
    'an unknown protocol',
    withPort({ protocol: 'ICMP' }),
    `${portAt}.protocol`,
    /TCP/,
  ],
  [
    'a protocol in lower case',
    withPort({ protocol: 'tcp' }),
    `${portAt}.protocol`,
    /TCP/,
  ],
  [
    'endPort without port',
    withPort({ endPort: 90 }),
    `${portAt}.endPort`,
    /needs a port/,
  ],
  [
    'endPort with a named port',
    withPort({ port: 'http', endPort: 90 }),
    `${portAt}.endPort`,
    /named port "http"/,
  ],
  [
    'endPort below port',
    withPort({ port: 91, endPort: 90 }),
    `${portAt}.endPort`,
    /must not be below/,
  ],
  [
    'In without values',
    withSelector({ matchExpressions: [{ key: 'a', operator: 'In' }] }),
    'spec.podSelector.matchExpressions[0].values',
    /at least one value/,
  ],
  [
    'Exists with values',
    withSelector({
      matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }],
    }),
    'spec.podSelector.matchExpressions[0].values',
    /takes no values/,
  ],
  [
    'an unknown operator',
    withSelector({
      matchExpressions: [{ key: 'a', operator: 'Equals', values: ['b'] }],
    }),
    'spec.podSelector.matchExpressions[0].operator',
    /NotIn/,
  ],
  [
    'a label value that is a boolean',
    withSelector({ matchLabels: { a: true } }),
    'spec.podSelector.matchLabels.a',
    /string/,
  ],
  [
    'a label value with a space',
    withSelector({ matchLabels: { a: 'b c' } }),
    'spec.podSelector.matchLabels.a',
    /not a label value/,
  ],
  [
    'a label key with two slashes',
    withSelector({ matchLabels: { 'a/b/c': 'd' } }),
    'spec.podSelector.matchLabels.a/b/c',
    /./,
  ],
  [
    'peers that are no list',
    withSpec({ ingress: [{ from: {} }] }),
    'spec.ingress[0].from',
    /array/,
  ],
];

describe('validateNetworkPolicy', () => {
  it('has nothing to say of a valid policy', () => {
    expect(validateNetworkPolicy(valid)).toEqual([]);
  });

  it('takes null for absent, as the API server does', () => {
    const nulls = withSpec({
      ingress: [{ from: null, ports: null }],
      egress: null,
      policyTypes: null,
    });
    expect(validateNetworkPolicy(nulls)).toEqual([]);
  });

  it('takes null in a list or a map for empty, as the API server does', () => {
    const nulls = withSpec({
      podSelector: {
        matchLabels: { a: null },
        matchExpressions: [{ key: 'b', operator: 'In', values: [null] }],
      },
      ingress: [null, { ports: [null] }],
    });
    expect(validateNetworkPolicy(nulls)).toEqual([]);
  });

  it('takes an except that lies in an IPv6 block and looks like IPv4', () => {
    const peer = { ipBlock: { cidr: '::/0', except: ['::10.0.0.0/104'] } };
    expect(validateNetworkPolicy(withPeer(peer))).toEqual([]);
  });

  it('does not mind metadata and status that the API server writes', () => {
    const live = {
      ...valid,
      metadata: {
        ...valid.metadata,
        uid: 'x',
        managedFields: [],
        generation: 1,
        creationTimestamp: '2026-01-01T00:00:00Z',
      },
      status: {},
    };
    expect(validateNetworkPolicy(live)).toEqual([]);
  });

  it.each(refused)('refuses %s', (_, object, path, message) => {
    const problems = validateNetworkPolicy(object);
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          path,
          severity: 'invalid',
          message: expect.stringMatching(message),
        }),
      ]),
    );
  });

  it.each([
    ['a misspelt list', withSpec({ ingres: [] }), 'spec.ingres'],
    [
      '`to` in an ingress rule',
      withSpec({ ingress: [{ to: [] }] }),
      'spec.ingress[0].to',
    ],
    [
      'a misspelt peer field beside a good one',
      withPeer({ podSelector: {}, namespaceSelecter: {} }),
      `${peerAt}.namespaceSelecter`,
    ],
    [
      'a port range in the wrong words',
      withPort({ port: 80, portEnd: 90 }),
      `${portAt}.portEnd`,
    ],
    [
      'a label at the wrong depth',
      withSelector({ app: 'db' }),
      'spec.podSelector.app',
    ],
    ['a field beside spec', { ...valid, rules: [] }, 'rules'],
  ])('reports %s, which the API server drops', (_, object, path) => {
    expect(validateNetworkPolicy(object)).toEqual([
      {
        object: { kind: 'NetworkPolicy', namespace: 'shop', name: 'p' },
        path,
        severity: 'unknownField',
        message: expect.stringContaining('the API server drops it'),
      },
    ]);
  });

  it('reports a peer that is empty without its unknown field, both ways', () => {
    expect(validateNetworkPolicy(withPeer({ podSelecter: {} }))).toEqual([
      expect.objectContaining({ path: `${peerAt}.podSelecter` }),
      expect.objectContaining({ path: peerAt, severity: 'invalid' }),
    ]);
  });

  it.each([[undefined], [null], ['text'], [[]], [{ metadata: 3 }]])(
    'says what is wrong with %j',
    object => {
      expect(validateNetworkPolicy(object).length).toBeGreaterThan(0);
    },
  );
});
