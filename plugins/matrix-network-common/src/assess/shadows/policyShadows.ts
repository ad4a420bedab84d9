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

import { PolicyHealth } from '../../health/Health';
import { selectorImplies } from '../../policy/subsumption';
import { admitsThoseOf, allowsAllIn } from './allowsAll';
import { coverageIn, directionOf, LivePolicy } from './livePolicy';
import { PolicyShadow, RedundantPolicy, ShadowedPolicy } from './types';

type Directions = PolicyHealth['directions'];

/**
 * Which policies make others of the stack pointless. Any policy that allows all
 * does so to those whose pods it selects. One that is wider does it only where it
 * is from elsewhere, since the stack's own are made for each other; where it allows
 * all that the other allows, to all of its pods; and where it is not itself
 * redundant, as a copy would be.
 */
export function policyShadows(
  live: readonly LivePolicy[],
  redundant: readonly RedundantPolicy[],
): PolicyShadow[] {
  const stack = live.filter(({ health }) => health.role !== 'foreign');
  return live.flatMap(policy => {
    const all = allowsAllIn(policy.policy);
    const { name, role, directions } = policy.health;
    const isWider =
      role === 'foreign' && !redundant.some(other => other.name === name);
    const others = stack.filter(({ health }) => health.name !== name);
    return [
      ...shadow('allowsAll', policy, all, allowedBeside(policy, all, others)),
      ...(isWider
        ? widerShadow(
            policy,
            directions.filter(direction => !all.includes(direction)),
            others,
          )
        : []),
    ];
  });
}

function shadow(
  kind: PolicyShadow['kind'],
  { health }: LivePolicy,
  directions: Directions,
  policies: readonly ShadowedPolicy[],
): PolicyShadow[] {
  return policies.length > 0
    ? [{ by: health.name, kind, directions, policies }]
    : [];
}

/** Policies that hold nothing back beside one that allows all, default deny among them. */
function allowedBeside(
  open: LivePolicy,
  openIn: Directions,
  others: readonly LivePolicy[],
): ShadowedPolicy[] {
  return others.flatMap(other => {
    const selected = selectedBy(open, other);
    const directions = other.health.directions.filter(
      direction =>
        openIn.includes(direction) &&
        admitsThoseOf(directionOf(direction), open.compiled, other.compiled),
    );
    return selected && directions.length > 0
      ? [{ name: other.health.name, directions, selected, rules: [] }]
      : [];
  });
}

function widerShadow(
  wide: LivePolicy,
  wideIn: Directions,
  others: readonly LivePolicy[],
): PolicyShadow[] {
  const policies = others.flatMap(other => coveredBy(wide, wideIn, other));
  return shadow(
    'wider',
    wide,
    wideIn.filter(direction =>
      policies.some(({ directions }) => directions.includes(direction)),
    ),
    policies,
  );
}

/** A policy without rules in a direction isolates, which others don't make pointless. */
function coveredBy(
  wide: LivePolicy,
  wideIn: Directions,
  narrow: LivePolicy,
): ShadowedPolicy[] {
  const selected = selectedBy(wide, narrow);
  if (!selected) {
    return [];
  }
  const coverages = wideIn.flatMap(direction => {
    const rules = coverageIn(direction, narrow, [wide]) ?? [];
    return rules.length > 0 ? [{ direction, rules }] : [];
  });
  return coverages.length > 0
    ? [
        {
          name: narrow.health.name,
          directions: coverages.map(({ direction }) => direction),
          selected,
          rules: coverages.flatMap(({ rules }) => rules),
        },
      ]
    : [];
}

/** Whether a policy selects all pods of another: whichever come, or those that are there. */
function selectedBy(
  wide: LivePolicy,
  narrow: LivePolicy,
): ShadowedPolicy['selected'] | undefined {
  if (
    selectorImplies(
      narrow.policy.spec.podSelector,
      wide.policy.spec.podSelector,
    )
  ) {
    return 'always';
  }
  const pods = narrow.health.selectedPods;
  return pods.length > 0 &&
    pods.every(pod => wide.health.selectedPods.includes(pod))
    ? 'now'
    : undefined;
}
