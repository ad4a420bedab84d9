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

import {
  CompiledPeer,
  CompiledPolicy,
  CompiledPort,
  CompiledRule,
} from '../compiled';
import { Direction } from '../types';
import { peerCovers } from './peerCovers';
import { portCovers } from './portCovers';

/** Where a rule's flows are allowed as well. @public */
export interface CoveringRule {
  /** Name of the policy. */
  policy: string;
  ruleIndex: number;
  /** Absent when the rule lists no peers and so speaks of everyone. */
  peerIndex?: number;
  /** `spec.ingress[0].from[1]` */
  path: string;
}

/** A rule of which everything is allowed elsewhere. @public */
export interface RuleCoverage {
  direction: Direction;
  /** `spec.ingress[0]` */
  rule: string;
  by: readonly CoveringRule[];
}

/**
 * Where the rules of other policies allow all that a policy allows in one
 * direction. Undefined where they do not, none of them isolates in that
 * direction, or it cannot be said. Each of the others must select all pods
 * that the policy selects: that is for the caller to see to.
 */
export function coverageOf(
  direction: Direction,
  policy: CompiledPolicy,
  others: readonly CompiledPolicy[],
): RuleCoverage[] | undefined {
  const rules = policy.rules[direction];
  const isolating = others.filter(
    other =>
      other.namespace === policy.namespace &&
      other.invalid === undefined &&
      other.rules[direction] !== undefined,
  );
  if (!rules || policy.invalid !== undefined || isolating.length === 0) {
    return undefined;
  }
  const coverages = rules.map(rule =>
    coverageOfRule(direction, rule, isolating),
  );
  const complete = coverages.filter(coverage => coverage !== undefined);
  return complete.length === rules.length ? complete : undefined;
}

/** Each pair of peer and port may be covered by another rule. */
function coverageOfRule(
  direction: Direction,
  rule: CompiledRule,
  others: readonly CompiledPolicy[],
): RuleCoverage | undefined {
  const parts = partsOf(rule);
  const found = parts
    .map(part => firstCovering(direction, part, others))
    .filter(place => place !== undefined);
  return found.length === parts.length
    ? { direction, rule: rule.path, by: withoutDoubles(found) }
    : undefined;
}

/** One peer and one port of a rule; undefined: everyone, every port. */
interface Part {
  readonly peer?: CompiledPeer;
  readonly port?: CompiledPort;
}

function partsOf({ peers, ports }: CompiledRule): Part[] {
  const byPeer: Part[] = peers?.map(peer => ({ peer })) ?? [{}];
  return byPeer.flatMap(
    part => ports?.map(port => ({ ...part, port })) ?? [part],
  );
}

function firstCovering(
  direction: Direction,
  part: Part,
  others: readonly CompiledPolicy[],
): CoveringRule | undefined {
  for (const { ref, rules } of others) {
    for (const [ruleIndex, rule] of (rules[direction] ?? []).entries()) {
      const place = placeIn(direction, rule, part);
      if (place) {
        return { policy: ref.name, ruleIndex, ...place };
      }
    }
  }
  return undefined;
}

/** Where in a rule a part of another is covered. */
function placeIn(
  direction: Direction,
  { path, peers, ports }: CompiledRule,
  { peer, port }: Part,
): Pick<CoveringRule, 'peerIndex' | 'path'> | undefined {
  if (ports && !ports.some(each => portCovers(each, port))) {
    return undefined;
  }
  if (!peers) {
    return { path };
  }
  const peerIndex = peers.findIndex(each => peerCovers(each, peer));
  const list = direction === 'ingress' ? 'from' : 'to';
  return peerIndex < 0
    ? undefined
    : { peerIndex, path: `${path}.${list}[${peerIndex}]` };
}

function withoutDoubles(places: readonly CoveringRule[]): CoveringRule[] {
  return [
    ...new Map(
      places.map(place => [`${place.policy} ${place.path}`, place]),
    ).values(),
  ];
}
