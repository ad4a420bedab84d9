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

import { NetworkPolicy } from '../kubernetes/types';
import { RuleCoverage } from '../policy/subsumption';
import { normalSpec } from './policyNormal';
import { peerText, portsText } from './ruleText';
import { list } from './text';

/** Policies by name, as they are on the cluster. */
type Policies = ReadonlyMap<string, NetworkPolicy>;

/**
 * Which rules of other policies allow what those of a policy do, and whom they
 * mean: one sentence for rules that are covered by the same.
 */
export function coverageSentences(
  policy: string,
  coverages: readonly RuleCoverage[],
  policies: Policies,
): string[] {
  const rulesByPlaces = new Map<string, string[]>();
  coverages.forEach(coverage => {
    const places = placesText(coverage, policies);
    const rules = rulesByPlaces.get(places) ?? [];
    rulesByPlaces.set(places, [...rules, coverage.rule]);
  });
  return [...rulesByPlaces].map(
    ([places, rules]) =>
      `${places} ${list(rules)} of ${policy} ${allow(rules)}.`,
  );
}

function placesText(
  { direction, by }: RuleCoverage,
  policies: Policies,
): string {
  const texts = by.map(({ policy, ruleIndex, peerIndex, path }) => {
    const live = policies.get(policy);
    const rule = live && normalSpec(live.spec)[direction][ruleIndex];
    const peer = peerIndex === undefined ? undefined : rule?.peers?.[peerIndex];
    return `${path} of ${policy} (${peerText(peer)}, ${portsText(
      rule?.ports,
    )})`;
  });
  return `${list(texts)} ${allow(texts)} all that`;
}

function allow(rules: readonly string[]): string {
  return rules.length === 1 ? 'allows' : 'allow';
}
