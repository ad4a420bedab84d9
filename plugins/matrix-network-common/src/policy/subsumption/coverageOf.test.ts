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

import { NetworkPolicy, NetworkPolicySpec } from '../../kubernetes/types';
import { cluster, flowsOf, networkPolicy } from '../__testUtils__/arbitraries';
import { policy } from '../__testUtils__/fixtures';
import { naiveAllows } from '../__testUtils__/naive';
import { compilePolicy } from '../compilePolicy';
import { Direction, PolicyInput } from '../types';
import { coverageOf } from './coverageOf';
import { selectorImplies } from './selectorImplies';

const compiled = (one: unknown) => compilePolicy(one).compiled;

const covered = (
  direction: Direction,
  narrow: NetworkPolicy,
  ...others: NetworkPolicy[]
) => coverageOf(direction, compiled(narrow), others.map(compiled));

const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } });
const named = (name: string, spec: Partial<NetworkPolicySpec>) =>
  policy('matrix', name, spec);

const narrow = named('narrow', {
  policyTypes: ['Ingress', 'Egress'],
  ingress: [
    { from: [app('a'), app('b')], ports: [{ port: 80 }, { port: 443 }] },
    { from: [app('c')] },
  ],
});

describe('coverageOf', () => {
  it('says for each rule where it is covered', () => {
    const wide = named('wide', {
      ingress: [
        { from: [app('x')] },
        { from: [app('c'), { podSelector: {} }] },
      ],
    });
    expect(covered('ingress', narrow, wide)).toEqual([
      {
        direction: 'ingress',
        rule: 'spec.ingress[0]',
        by: [
          {
            policy: 'wide',
            ruleIndex: 1,
            peerIndex: 1,
            path: 'spec.ingress[1].from[1]',
          },
        ],
      },
      {
        direction: 'ingress',
        rule: 'spec.ingress[1]',
        by: [
          {
            policy: 'wide',
            ruleIndex: 1,
            peerIndex: 0,
            path: 'spec.ingress[1].from[0]',
          },
        ],
      },
    ]);
  });

  it('puts a rule together from several, each peer and port from one of them', () => {
    const http = named('http', {
      ingress: [{ from: [app('a'), app('b')], ports: [{ port: 80 }] }],
    });
    const https = named('https', {
      ingress: [{ ports: [{ port: 443 }] }, { from: [app('c')] }],
    });
    expect(covered('ingress', narrow, http)).toBeUndefined();
    expect(covered('ingress', narrow, http, https)?.[0].by).toMatchObject([
      { policy: 'http', path: 'spec.ingress[0].from[0]' },
      { policy: 'https', path: 'spec.ingress[0]' },
      { policy: 'http', path: 'spec.ingress[0].from[1]' },
    ]);
  });

  it('does not put peer and port together from two rules', () => {
    const wide = named('wide', {
      ingress: [
        { from: [{ podSelector: {} }], ports: [{ port: 80 }] },
        { from: [app('x')] },
      ],
    });
    expect(covered('ingress', narrow, wide)).toBeUndefined();
  });

  it('says nothing of a direction that the others do not isolate', () => {
    const wide = named('wide', { policyTypes: ['Ingress'], ingress: [{}] });
    expect(covered('ingress', narrow, wide)).toHaveLength(2);
    expect(covered('egress', narrow, wide)).toBeUndefined();
  });

  it('says nothing of policies of other namespaces, nor of those that are not valid', () => {
    const open = { ingress: [{}] };
    expect(
      covered('ingress', narrow, policy('other', 'wide', open)),
    ).toBeUndefined();
    const refused = named('wide', { ingress: [{}, { from: [{}] }] });
    expect(covered('ingress', narrow, refused)).toBeUndefined();
    expect(covered('ingress', refused, named('w', open))).toBeUndefined();
  });
});

/** A policy of one direction, with rules in it. */
function of(direction: Direction, { metadata, spec }: NetworkPolicy) {
  const type = direction === 'ingress' ? 'Ingress' : 'Egress';
  return policy('a', metadata.name, { ...spec, policyTypes: [type] });
}

/** Wider in its own way: fewer labels asked for, more peers and ports. */
const widened: fc.Arbitrary<[NetworkPolicy, NetworkPolicy]> = fc
  .tuple(networkPolicy, networkPolicy, fc.boolean(), fc.boolean())
  .map(([one, other, allPods, allPorts]) => {
    const rules = <T extends { ports?: unknown }>(list: readonly T[] = []) =>
      list.map(({ ports, ...rule }) => (allPorts ? rule : { ...rule, ports }));
    const { podSelector, ingress = [], egress = [] } = one.spec;
    return [
      one,
      policy('a', other.metadata.name, {
        podSelector: allPods ? {} : podSelector,
        ingress: [...(other.spec.ingress ?? []), ...rules(ingress).slice(0, 1)],
        egress: [...(other.spec.egress ?? []), ...rules(egress).slice(0, 1)],
      }),
    ];
  });

describe.each<Direction>(['ingress', 'egress'])(
  '%s, against an evaluator',
  direction => {
    it('a policy that is covered can be taken away, and no flow changes', () => {
      let pointless = 0;
      const pairs = fc.oneof(fc.tuple(networkPolicy, networkPolicy), widened);
      fc.assert(
        fc.property(pairs, cluster, ([first, second], input) => {
          const less = of(direction, first);
          const wide = of(direction, second);
          const coverage = covered(direction, less, wide);
          if (
            !coverage?.length ||
            !selectorImplies(less.spec.podSelector, wide.spec.podSelector)
          ) {
            return;
          }
          pointless += 1;
          const allowed = (policies: NetworkPolicy[]) => {
            const now: PolicyInput = { ...input, policies };
            return flowsOf(now).filter(flow => naiveAllows(now, flow));
          };
          expect(allowed([wide, less])).toEqual(allowed([wide]));
        }),
        { numRuns: 1000 },
      );
      expect(pointless).toBeGreaterThan(20);
    });
  },
);
