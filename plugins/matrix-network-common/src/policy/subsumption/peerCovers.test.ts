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

import { NetworkPolicyPeer } from '../../kubernetes/types';
import { livePod, peer } from '../__testUtils__/arbitraries';
import { policy } from '../__testUtils__/fixtures';
import { parseAddress } from '../addresses';
import { CompiledPeer, Endpoint, peerMatches } from '../compiled';
import { compilePolicy } from '../compilePolicy';
import { peerCovers } from './peerCovers';

function compiled(
  one: NetworkPolicyPeer | undefined,
  namespace = 'a',
): CompiledPeer | undefined {
  const from = one && { from: [one] };
  const { compiled: made } = compilePolicy(
    policy(namespace, 'p', { ingress: [from ?? {}] }),
  );
  return made.rules.ingress?.[0].peers?.[0];
}

const covers = (
  wide: NetworkPolicyPeer | undefined,
  narrow: NetworkPolicyPeer | undefined,
) => peerCovers(compiled(wide), compiled(narrow));

const web = { matchLabels: { app: 'web' } };
const namespace = (name: string) => ({
  matchLabels: { 'kubernetes.io/metadata.name': name },
});
const block = (cidr: string, ...except: string[]): NetworkPolicyPeer => ({
  ipBlock: { cidr, except },
});

describe('peerCovers', () => {
  it.each<
    [string, NetworkPolicyPeer | undefined, NetworkPolicyPeer | undefined]
  >([
    ['everyone: whoever', undefined, { podSelector: web }],
    ['everyone: everyone', undefined, undefined],
    [
      'all pods of the namespace: some',
      { podSelector: {} },
      { podSelector: web },
    ],
    [
      'all pods: those of the namespace',
      { namespaceSelector: {} },
      { podSelector: web },
    ],
    [
      'a namespace by its name: pods of the own one',
      { namespaceSelector: namespace('a') },
      { podSelector: web },
    ],
    [
      'pods of the own namespace: the namespace by its name',
      { podSelector: web },
      { namespaceSelector: namespace('a'), podSelector: web },
    ],
    [
      'namespaces that have a name: all',
      {
        namespaceSelector: {
          matchExpressions: [
            { key: 'kubernetes.io/metadata.name', operator: 'Exists' },
          ],
        },
      },
      { namespaceSelector: {} },
    ],
    ['a block: one within', block('10.0.0.0/8'), block('10.1.0.0/16')],
    [
      'a block with host bits: itself',
      block('10.0.0.7/24'),
      block('10.0.0.0/24'),
    ],
    [
      'a block with a hole: one beside the hole',
      block('10.0.0.0/8', '10.1.0.0/16'),
      block('10.2.0.0/16'),
    ],
    [
      'a block with a hole: one with a larger hole there',
      block('10.0.0.0/8', '10.1.2.0/24'),
      block('10.0.0.0/8', '10.1.0.0/16'),
    ],
    [
      'an IPv4 block: the same, mapped',
      block('10.0.0.0/24'),
      block('::ffff:10.0.0.4/126'),
    ],
  ])('%s', (_, wide, narrow) => {
    expect(covers(wide, narrow)).toBe(true);
  });

  it.each<
    [string, NetworkPolicyPeer | undefined, NetworkPolicyPeer | undefined]
  >([
    ['all pods: everyone', { namespaceSelector: {} }, undefined],
    ['all IPv4 addresses: everyone', block('0.0.0.0/0'), undefined],
    ['all IPv4 addresses: pods', block('0.0.0.0/0'), { podSelector: web }],
    ['all pods: an address', { namespaceSelector: {} }, block('10.0.0.1/32')],
    [
      'pods of the own namespace: those of all',
      { podSelector: {} },
      { namespaceSelector: {} },
    ],
    [
      'a namespace by another label: the own one',
      { namespaceSelector: { matchLabels: { team: 'x' } } },
      { podSelector: web },
    ],
    ['a block: one around it', block('10.1.0.0/16'), block('10.0.0.0/8')],
    ['all IPv4: all IPv6', block('0.0.0.0/0'), block('::/0')],
    [
      'a block with a hole: one over the hole',
      block('10.0.0.0/8', '10.1.0.0/16'),
      block('10.0.0.0/8'),
    ],
    [
      'a block with a hole: one with a smaller hole there',
      block('10.0.0.0/8', '10.1.0.0/16'),
      block('10.0.0.0/8', '10.1.2.0/24'),
    ],
    [
      'a block with a hole: one within the hole',
      block('10.0.0.0/8', '10.1.0.0/16'),
      block('10.1.2.0/24'),
    ],
  ])('not %s', (_, wide, narrow) => {
    expect(covers(wide, narrow)).toBe(false);
  });

  it("takes a peer without namespaceSelector for the policy's own namespace", () => {
    const pods = { podSelector: {} };
    expect(peerCovers(compiled(pods, 'a'), compiled(pods, 'b'))).toBe(false);
  });

  it('is never said where a pod or an address fits the narrow peer alone', () => {
    const ends = fc.array(livePod, { minLength: 8, maxLength: 8 });
    const aPeer = fc.option(peer, { nil: undefined });
    let covered = 0;
    fc.assert(
      fc.property(aPeer, aPeer, ends, (wide, narrow, pods) => {
        const [outer, inner] = [compiled(wide), compiled(narrow)];
        if (!peerCovers(outer, inner)) {
          return;
        }
        covered += 1;
        const fits = (
          one: CompiledPeer | undefined,
          endpoint: Endpoint,
          ip: string | undefined,
        ) =>
          !one ||
          peerMatches(one, endpoint, ip === undefined ? ip : parseAddress(ip));
        pods.forEach(pod => {
          const [ip] = pod.ips;
          const endpoints: Endpoint[] = [
            {
              kind: 'pod',
              pod,
              namespaceLabels: {
                ...pod.labels,
                'kubernetes.io/metadata.name': pod.namespace,
              },
              addresses: [],
            },
            { kind: 'outside', addresses: [] },
          ];
          endpoints
            .filter(end => fits(inner, end, ip))
            .forEach(end => expect(fits(outer, end, ip)).toBe(true));
        });
      }),
      { numRuns: 3000 },
    );
    expect(covered).toBeGreaterThan(200);
  });
});
