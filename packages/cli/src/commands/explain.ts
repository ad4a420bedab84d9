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
  DirectionVerdict,
  PolicyRef,
  PortToTry,
  Verdict,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ExitCode, exitCodes, Host } from '../Host';
import { ClusterObjects } from '../input/ClusterObjects';
import { parseEndpoint } from '../input/endpoint';
import { locationText } from '../input/InputProblems';
import { readDocuments } from '../input/readDocuments';
import { readObjects } from '../input/readObjects';
import { endText } from '../output/collectFlows';
import { engineOf } from './evaluate';

/** Options of `explain`. */
export interface ExplainOptions {
  from: string;
  to: string;
  port: PortToTry;
  output: 'text' | 'json';
}

/** A rule that decides a flow, and where it stands. */
interface RuleLine {
  direction: 'egress' | 'ingress';
  policy: PolicyRef;
  path: string;
  effect:
    | 'allows'
    | 'denies'
    | 'misses the peer'
    | 'misses the port'
    | 'misses peer and port'
    | 'has no rule';
  /** `file:line:column` */
  location?: string;
}

const misses = {
  peer: 'misses the peer',
  port: 'misses the port',
  peerAndPort: 'misses peer and port',
} as const;

function rulesOf(
  direction: RuleLine['direction'],
  verdict: DirectionVerdict,
): RuleLine[] {
  switch (verdict.outcome) {
    case 'allowed':
      return verdict.by.map(({ policy, path }) => ({
        direction,
        policy,
        path,
        effect: 'allows',
      }));
    case 'denied':
      return [
        ...(verdict.denyRule
          ? [
              {
                direction,
                policy: verdict.denyRule.policy,
                path: verdict.denyRule.path,
                effect: 'denies' as const,
              },
            ]
          : []),
        ...verdict.by.flatMap(({ policy, rules }): RuleLine[] =>
          rules.length === 0
            ? [{ direction, policy, path: 'spec', effect: 'has no rule' }]
            : rules.map(({ path, mismatch }) => ({
                direction,
                policy,
                path,
                effect: misses[mismatch],
              })),
        ),
      ];
    default:
      return [];
  }
}

function reasonOf(verdict: DirectionVerdict): string {
  if (verdict.outcome === 'undefined') {
    return `undefined: ${verdict.why}`;
  }
  if (verdict.outcome !== 'notIsolated') {
    return verdict.outcome;
  }
  const reasons = {
    noPolicySelects: 'open: no policy isolates the pod',
    outsideCluster: 'open: an address outside, which no policy selects',
    samePod: 'open: a pod always reaches itself',
  };
  return reasons[verdict.reason];
}

function ruleLines(verdict: Verdict, objects: ClusterObjects): RuleLine[] {
  return [
    ...rulesOf('egress', verdict.egress),
    ...rulesOf('ingress', verdict.ingress),
  ].map(rule => {
    const location = objects.locatePolicy(rule.policy, rule.path);
    return { ...rule, ...(location && { location: locationText(location) }) };
  });
}

function text(verdict: Verdict, rules: readonly RuleLine[]): string {
  const lines = (['egress', 'ingress'] as const).flatMap(direction => [
    `${
      direction === 'egress'
        ? 'egress at the source'
        : 'ingress at the destination'
    }: ${reasonOf(verdict[direction])}`,
    ...rules
      .filter(rule => rule.direction === direction)
      .map(({ policy, path, effect, location }) => {
        const name = [policy.namespace, policy.name].filter(Boolean).join('/');
        return `  ${policy.kind} ${name} ${path} ${effect}${
          location ? ` (${location})` : ''
        }`;
      }),
  ]);
  return [verdict.sentence, ...lines, ''].join('\n');
}

/** `explain PATH… --from S --to D --port N/PROTO`: one flow, and the rules that decide it. */
export function explain(
  paths: readonly string[],
  options: ExplainOptions,
  host: Host,
): ExitCode {
  const objects = readObjects(readDocuments(paths));
  objects.warnings.forEach(warning => host.err(`warning: ${warning}`));
  const engine = engineOf(objects);
  const flow = {
    from: parseEndpoint('--from', options.from, engine),
    to: parseEndpoint('--to', options.to, engine),
    ...options.port,
  };
  const verdict = engine.evaluate(flow);
  const rules = ruleLines(verdict, objects);
  host.out(
    options.output === 'text'
      ? text(verdict, rules)
      : `${JSON.stringify(
          {
            from: endText(flow.from),
            to: endText(flow.to),
            protocol: flow.protocol,
            port: flow.port,
            outcome: verdict.outcome,
            sentence: verdict.sentence,
            egress: verdict.egress,
            ingress: verdict.ingress,
            rules,
          },
          undefined,
          2,
        )}\n`,
  );
  return exitCodes.fine;
}
