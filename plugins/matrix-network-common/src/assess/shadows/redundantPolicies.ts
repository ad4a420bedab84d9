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

import { PolicyShadower } from '../../health/Health';
import { RuleCoverage, selectorImplies } from '../../policy/subsumption';
import { coverageIn, LivePolicy } from './livePolicy';
import { RedundantPolicy } from './types';

/**
 * Policies from elsewhere that could be deleted, and nothing would change,
 * whichever pods come: the stack's policies select all that they select, isolate
 * it in the same directions, and allow all that they allow. Only policies of the
 * stack that are as rendered count: a re-apply leaves them as they are.
 */
export function redundantPolicies(
  live: readonly LivePolicy[],
): RedundantPolicy[] {
  const stack = live.filter(
    ({ health }) => health.role !== 'foreign' && health.state === 'inForce',
  );
  return live
    .filter(({ health }) => health.role === 'foreign')
    .flatMap(policy => redundancyOf(policy, stack) ?? []);
}

function redundancyOf(
  policy: LivePolicy,
  stack: readonly LivePolicy[],
): RedundantPolicy | undefined {
  const { name, directions } = policy.health;
  const selecting = stack.filter(other =>
    selectorImplies(
      policy.policy.spec.podSelector,
      other.policy.spec.podSelector,
    ),
  );
  const coverages = directions.map(direction => ({
    direction,
    rules: coverageIn(direction, policy, selecting),
  }));
  return coverages.every(({ rules }) => rules !== undefined)
    ? {
        name,
        by: shadowersOf(coverages, selecting),
        rules: coverages.flatMap(({ rules = [] }) => rules),
      }
    : undefined;
}

interface Coverage {
  direction: PolicyShadower['directions'][number];
  rules?: readonly RuleCoverage[];
}

/** Who allows the same; where nothing is allowed, who isolates the same pods. */
function shadowersOf(
  coverages: readonly Coverage[],
  selecting: readonly LivePolicy[],
): PolicyShadower[] {
  const named = coverages.map(({ direction, rules = [] }) => ({
    direction,
    policies:
      rules.length > 0
        ? rules.flatMap(({ by }) => by.map(({ policy }) => policy))
        : selecting
            .filter(({ health }) => health.directions.includes(direction))
            .slice(0, 1)
            .map(({ health }) => health.name),
  }));
  return selecting
    .map(({ health }) => ({
      policy: health.name,
      directions: named
        .filter(({ policies }) => policies.includes(health.name))
        .map(({ direction }) => direction),
    }))
    .filter(({ directions }) => directions.length > 0);
}
