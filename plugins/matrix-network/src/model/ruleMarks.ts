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

import type {
  DecidingRule,
  Direction,
  DirectionVerdict,
  IsolatingPolicy,
  PolicyRef,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** A field of a policy to point at, and what to say of it. */
export interface RuleMark {
  /** `spec.ingress[0].from[1]` */
  path: string;
  tone: 'good' | 'bad' | 'warning';
  note: string;
}

/** A policy with what of it decides, or why it does not. */
export interface MarkedPolicy {
  policy: PolicyRef;
  marks: readonly RuleMark[];
}

const mismatchNotes: Record<
  IsolatingPolicy['rules'][number]['mismatch'],
  string
> = {
  peer: 'its peers do not fit',
  port: 'its ports do not fit',
  peerAndPort: 'neither its peers nor its ports fit',
};

function sameRef(a: PolicyRef, b: PolicyRef): boolean {
  return a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;
}

/** The peer and the port that decide; the whole rule where it speaks of everyone. */
function decidingMarks(
  rule: DecidingRule,
  direction: Direction,
  tone: RuleMark['tone'],
  note: string,
): RuleMark[] {
  const whole = `spec.${direction}[${rule.ruleIndex}]`;
  const port =
    rule.portIndex === undefined
      ? []
      : [
          {
            path: `${whole}.ports[${rule.portIndex}]`,
            tone,
            note: 'on this port',
          },
        ];
  return [{ path: rule.path, tone, note }, ...port];
}

/** Policies that decide a direction, each once, with the lines that do. */
export function markedPolicies(
  verdict: DirectionVerdict,
  direction: Direction,
): MarkedPolicy[] {
  if (verdict.outcome === 'allowed') {
    return byPolicy(
      verdict.by.map(rule => ({
        policy: rule.policy,
        marks: decidingMarks(rule, direction, 'good', 'lets it through'),
      })),
    );
  }
  if (verdict.outcome !== 'denied') {
    return [];
  }
  const { denyRule } = verdict;
  return byPolicy([
    ...(denyRule
      ? [
          {
            policy: denyRule.policy,
            marks: decidingMarks(denyRule, direction, 'bad', 'denies it'),
          },
        ]
      : []),
    ...verdict.by.map(({ policy, rules }) => ({
      policy,
      marks: rules.map(({ path, mismatch }) => ({
        path,
        tone: 'warning' as const,
        note: mismatchNotes[mismatch],
      })),
    })),
  ]);
}

/** Marks of one policy together; the same field once, such as a port that two peers share. */
function byPolicy(marked: readonly MarkedPolicy[]): MarkedPolicy[] {
  const groups: { policy: PolicyRef; marks: Map<string, RuleMark> }[] = [];
  for (const { policy, marks } of marked) {
    const known = groups.find(group => sameRef(group.policy, policy));
    const group = known ?? { policy, marks: new Map() };
    if (!known) {
      groups.push(group);
    }
    marks.forEach(mark => group.marks.set(mark.path, mark));
  }
  // What has something to point at comes first.
  return groups
    .map(({ policy, marks }) => ({ policy, marks: [...marks.values()] }))
    .sort((a, b) => Number(b.marks.length > 0) - Number(a.marks.length > 0));
}
