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

import { Health, PolicyHealth } from '../../health/Health';
import {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicySpec,
} from '../../kubernetes/types';
import { renderPolicies } from '../../policies/renderPolicies';
import { variants } from '../../policies/__testUtils__/specs';
import { compilePolicies, diffFlows } from '../../policy';
import { noObjects } from '../../snapshot/noObjects';
import {
  aSpec,
  now,
  perfectSnapshot,
  policySpec,
  withHandWritten,
} from '../__testUtils__/snapshotBuilder';
import { assess } from '../assess';
import { policyTypesOf } from '../policyNormal';
import { livePolicies } from './livePolicy';
import { policyShadows } from './policyShadows';
import { redundantPolicies } from './redundantPolicies';

const healthOf = (snapshot = perfectSnapshot()) =>
  assess(snapshot, aSpec(), { now });

const named = (name: string, snapshot = perfectSnapshot()) =>
  healthOf(snapshot).policies.find(policy => policy.name === name);

const allowAll: NetworkPolicySpec = { podSelector: {}, ingress: [{}] };
const intoRedis: NetworkPolicySpec = {
  podSelector: policySpec(perfectSnapshot(), 'redis-access').podSelector,
  ingress: [{ from: [{ podSelector: {} }] }],
};

describe('the state of a policy', () => {
  it('is shadowed where another makes it pointless, which is named', () => {
    const snapshot = withHandWritten(
      perfectSnapshot(),
      'into-redis',
      intoRedis,
    );
    expect(named('redis-access', snapshot)).toMatchObject({
      state: 'shadowed',
      shadowedBy: [{ policy: 'into-redis', directions: ['Ingress'] }],
    });
    expect(named('into-redis', snapshot)).toMatchObject({ state: 'inForce' });
    expect(named('minio-access', snapshot)).toEqual(named('minio-access'));
    const inForce = ({ policies }: Health) =>
      policies.filter(
        ({ role, state }) => role !== 'foreign' && state === 'inForce',
      ).length;
    expect(inForce(healthOf(snapshot))).toBe(inForce(healthOf()) - 1);
  });

  it('names all directions beside a policy that allows all', () => {
    const snapshot = withHandWritten(perfectSnapshot(), 'allow-all', {
      ...allowAll,
      egress: [{}],
    });
    const inForce = healthOf(snapshot).policies.filter(
      ({ state }) => state === 'inForce',
    );
    expect(inForce.map(({ name }) => name)).toEqual(['allow-all']);
    expect(named('default-deny-all', snapshot)?.shadowedBy).toEqual([
      { policy: 'allow-all', directions: ['Ingress', 'Egress'] },
    ]);
  });

  it('is not shadowed by one that admits all pods, or all of IPv4, where it admits others', () => {
    const beside = (peer: NetworkPolicyPeer, policy: string) =>
      named(
        policy,
        withHandWritten(perfectSnapshot(), 'all-in', {
          podSelector: {},
          ingress: [{ from: [peer] }],
        }),
      )?.state;
    const allPods = { namespaceSelector: {} };
    const allOfIpv4 = { ipBlock: { cidr: '0.0.0.0/0' } };
    expect(beside(allPods, 'redis-access')).toBe('shadowed');
    expect(beside(allOfIpv4, 'redis-access')).toBe('shadowed');
    // It is for any client, of IPv6 as well.
    expect(beside(allPods, 'livekit-access')).toBe('inForce');
    expect(beside(allOfIpv4, 'livekit-access')).toBe('inForce');
  });

  it('stays edited where it was edited, too', () => {
    const snapshot = withHandWritten(
      withHandWritten(perfectSnapshot(), 'allow-all', allowAll),
      'redis-access',
      intoRedis,
    );
    expect(named('redis-access', snapshot)).toMatchObject({
      state: 'edited',
      shadowedBy: [{ policy: 'allow-all', directions: ['Ingress'] }],
    });
  });

  it('is shadowed of a policy from elsewhere that the stack makes pointless', () => {
    const { ingress } = policySpec(perfectSnapshot(), 'redis-access');
    const snapshot = withHandWritten(perfectSnapshot(), 'redis-copy', {
      ...intoRedis,
      ingress,
    });
    expect(named('redis-copy', snapshot)).toMatchObject({
      state: 'shadowed',
      shadowedBy: [{ policy: 'redis-access', directions: ['Ingress'] }],
    });
    expect(named('redis-access', snapshot)?.shadowedBy).toBeUndefined();
  });

  it('says nothing of others while all is well', () => {
    expect(healthOf().policies.filter(({ shadowedBy }) => shadowedBy)).toEqual(
      [],
    );
  });
});

function live(policies: readonly NetworkPolicy[], foreign?: string) {
  return livePolicies(
    { ...perfectSnapshot(), ...noObjects, networkPolicies: policies },
    policies.map(
      ({ metadata: { name }, spec }): PolicyHealth => ({
        name,
        role: name === foreign ? 'foreign' : 'core',
        state: 'inForce',
        purpose: '',
        directions: policyTypesOf(spec),
        selectedPods: [],
        workloads: [],
        contractRows: [],
        edits: [],
      }),
    ),
  );
}

describe('the stack', () => {
  it.each(Object.keys(variants))(
    'has no policy that another makes pointless, were that one left from another spec: %s',
    variant => {
      const policies = renderPolicies(
        variants[variant].spec,
        variants[variant].facts,
      );
      policies.forEach(({ metadata: { name } }) =>
        expect(policyShadows(live(policies, name), [])).toEqual([]),
      );
    },
  );
});

/** A policy made from one of the stack's: with fewer peers, ports, rules and pods, or with any peer or port. */
const kindred: fc.Arbitrary<NetworkPolicy> = fc
  .record({
    of: fc.constantFrom(...perfectSnapshot().networkPolicies),
    keep: fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
    any: fc.constantFrom('peer', 'port', 'none'),
    moreLabels: fc.boolean(),
  })
  .map(({ of, keep, any, moreLabels }) => {
    let next = 0;
    const isKept = () => keep[next++ % keep.length];
    const some = <T>(list: readonly T[] = []): T[] => {
      const kept = list.filter(isKept);
      return kept.length > 0 ? kept : [...list];
    };
    const peers = <T>(list: readonly T[] = []) =>
      any === 'peer' ? [{ podSelector: {} }] : some(list);
    const ports = <T>(list: readonly T[] = []) =>
      any === 'port' ? [] : some(list);
    const { podSelector, policyTypes, ingress, egress } = of.spec;
    return {
      ...of,
      metadata: { ...of.metadata, name: 'kindred' },
      spec: {
        podSelector: moreLabels
          ? {
              ...podSelector,
              matchLabels: { ...podSelector.matchLabels, shard: '1' },
            }
          : podSelector,
        policyTypes,
        ingress: ingress?.map(({ from, ports: own }) => ({
          from: peers(from),
          ports: ports(own),
        })),
        egress: egress?.map(({ to, ports: own }) => ({
          to: peers(to),
          ports: ports(own),
        })),
      },
    };
  });

/** A policy that speaks no more of these directions; undefined where none is left. */
function without(
  policy: NetworkPolicy,
  directions: PolicyHealth['directions'],
): NetworkPolicy | undefined {
  const policyTypes = policyTypesOf(policy.spec).filter(
    direction => !directions.includes(direction),
  );
  return policyTypes.length > 0
    ? { ...policy, spec: { ...policy.spec, policyTypes } }
    : undefined;
}

describe('what is said to be pointless, taken away', () => {
  const { pods, namespaces, networkPolicies } = perfectSnapshot();
  // Who isolates is put to the proof, too.
  const stack = networkPolicies.filter(
    ({ metadata }) => metadata.name !== 'default-deny-all',
  );
  const changed = (before: NetworkPolicy[], after: NetworkPolicy[]) => {
    const [one, other] = [before, after].map(policies =>
      compilePolicies({ pods, namespaces, policies }),
    );
    const { opened, closed } = diffFlows(one, other, { limit: 3 });
    return [...opened, ...closed];
  };

  it('changes no flow', () => {
    const seen = { redundant: 0, shadowed: 0 };
    fc.assert(
      fc.property(kindred, foreign => {
        const all = [...stack, foreign];
        const policies = live(all, 'kindred');
        const redundant = redundantPolicies(policies);
        const shadowed = policyShadows(policies, redundant).flatMap(
          shadow => shadow.policies,
        );
        seen.redundant += redundant.length;
        seen.shadowed += shadowed.length;
        const lesser = [
          ...redundant.map(() => stack),
          ...shadowed.map(({ name, directions }) =>
            all.flatMap(policy =>
              policy.metadata.name === name
                ? without(policy, directions) ?? []
                : policy,
            ),
          ),
        ];
        lesser.forEach(less => expect(changed(all, less)).toEqual([]));
      }),
      { numRuns: 60 },
    );
    expect(seen.redundant).toBeGreaterThan(0);
    expect(seen.shadowed).toBeGreaterThan(0);
  });
});
