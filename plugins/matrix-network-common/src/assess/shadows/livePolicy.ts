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
import { NetworkPolicy } from '../../kubernetes/types';
import { CompiledPolicy } from '../../policy/compiled';
import { compilePolicy } from '../../policy/compilePolicy';
import { coverageOf, RuleCoverage } from '../../policy/subsumption';
import { Direction } from '../../policy/types';
import { Snapshot } from '../../snapshot/Snapshot';

/** A policy that is on the cluster, with what is known of it. */
export interface LivePolicy {
  health: PolicyHealth;
  policy: NetworkPolicy;
  compiled: CompiledPolicy;
}

/** Those policies that are on the cluster. */
export function livePolicies(
  { networkPolicies }: Snapshot,
  policies: readonly PolicyHealth[],
): LivePolicy[] {
  const byName = new Map(
    networkPolicies.map(policy => [policy.metadata.name, policy]),
  );
  return policies.flatMap(health => {
    const policy = byName.get(health.name);
    return policy
      ? [{ health, policy, compiled: compilePolicy(policy).compiled }]
      : [];
  });
}

/** A direction as the evaluator names it. */
export function directionOf(
  type: PolicyHealth['directions'][number],
): Direction {
  return type === 'Ingress' ? 'ingress' : 'egress';
}

/** {@link coverageOf} in one of the directions that policies name. */
export function coverageIn(
  direction: PolicyHealth['directions'][number],
  { compiled }: LivePolicy,
  others: readonly LivePolicy[],
): RuleCoverage[] | undefined {
  return coverageOf(
    directionOf(direction),
    compiled,
    others.map(other => other.compiled),
  );
}
