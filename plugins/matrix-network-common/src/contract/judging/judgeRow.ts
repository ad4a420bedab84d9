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

import { BrokenFlows } from '../../health/Health';
import { FlowEndpoint } from '../../policy';
import { ContractRow } from '../ContractRow';
import { flowsOf } from '../flowsOf';
import { brokenFlows } from './brokenFlows';
import { judgeFlow, JudgedFlow } from './judgeFlow';
import { JudgeContext } from './JudgeContext';
import { mayBeFromController, whyControllerUnknown } from './unknownController';

/** A row of the contract held against the live pods and policies. @public */
export interface ContractJudgement {
  row: ContractRow;
  outcome: 'holds' | 'violated' | 'notJudgeable';
  /** One sentence: the rule that decides it, or what could not be found. */
  explanation: string;
  /** Flows that are against the row, at most 20 of them. */
  violations: readonly JudgedFlow[];
  /** What all of those flows have in common; only for `violated`. */
  broken?: BrokenFlows;
  /** There are pods to judge a row on that must not work, and what the policies say of some of them is undefined. */
  isUnproven?: boolean;
  /** How many flows were judged; flows that no policy can tell apart count once. */
  judged: number;
}

const MAX_VIOLATIONS = 20;

function describeEnd(end: FlowEndpoint): string {
  if ('ip' in end) {
    return end.ip;
  }
  return `${end.namespace}/${end.name}`;
}

function describeFlow({ flow }: JudgedFlow): string {
  return `${describeEnd(flow.from)} to ${describeEnd(flow.to)}`;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function sentenceOf(texts: readonly string[]): string {
  const text = unique(texts).join('; ');
  return text === ''
    ? ''
    : `${text.charAt(0).toLocaleUpperCase('en-US')}${text.slice(1)}.`;
}

function describeUndecided(judged: readonly JudgedFlow[]): string[] {
  const [first, ...others] = judged.filter(
    ({ verdict }) => verdict.outcome === 'undefined',
  );
  if (!first) {
    return [];
  }
  const why = first.verdict.sentence.replace(/^Undefined: |\.$/g, '');
  return [others.length > 0 ? `${why} (and ${others.length} flows more)` : why];
}

function violated(
  row: ContractRow,
  violations: readonly JudgedFlow[],
  judged: number,
  context: JudgeContext,
): ContractJudgement {
  const [first, ...others] = violations;
  const what =
    row.expectation === 'mustWork' ? 'should work but does not' : 'is open';
  const more =
    others.length > 0
      ? ` ${others.length} more ${
          others.length === 1 ? 'flow is' : 'flows are'
        } against the row.`
      : '';
  return {
    row,
    judged,
    outcome: 'violated',
    violations: violations.slice(0, MAX_VIOLATIONS),
    broken: brokenFlows(violations, context),
    explanation: `${describeFlow(first)} ${what}. ${
      first.verdict.sentence
    }${more}`,
  };
}

function notJudgeable(
  row: ContractRow,
  why: string,
  isUnproven = false,
): ContractJudgement {
  return {
    row,
    outcome: 'notJudgeable',
    explanation: why,
    violations: [],
    judged: 0,
    ...(isUnproven && { isUnproven }),
  };
}

/**
 * Judges one row. A row holds only when at least one flow of it could be judged
 * and none is against it; one that must not work, only when all could be.
 */
export function judgeRow(
  row: ContractRow,
  context: JudgeContext,
): ContractJudgement {
  if (row.limit !== undefined) {
    return notJudgeable(row, row.limit);
  }
  const { spec, snapshot } = context;
  const parts = flowsOf(row, spec, snapshot.facts).map(flow =>
    judgeFlow(row, flow, context),
  );
  const judged = parts.flatMap(part => part.judged);
  const missing = parts.flatMap(part => part.missing);
  const limits = parts.flatMap(part => part.limits);
  const wrong = row.expectation === 'mustWork' ? 'denied' : 'allowed';
  const right = row.expectation === 'mustWork' ? 'allowed' : 'denied';
  const against = judged.filter(({ verdict }) => verdict.outcome === wrong);
  const unsure = whyControllerUnknown(snapshot);
  const violations = unsure
    ? against.filter(one => !mayBeFromController(one, context))
    : against;
  if (violations.length > 0) {
    return violated(row, violations, judged.length, context);
  }
  if (unsure && against.length > 0) {
    return notJudgeable(
      row,
      sentenceOf([unsure]),
      row.expectation === 'mustNotWork',
    );
  }
  const undecided = describeUndecided(judged);
  const example = judged.find(({ verdict }) => verdict.outcome === right);
  const notes = sentenceOf([...missing, ...limits, ...undecided]);
  // That one flow is closed says nothing of another that may be open.
  const isUnproven = row.expectation === 'mustNotWork' && undecided.length > 0;
  if (!example || isUnproven) {
    return notJudgeable(
      row,
      notes || 'There is no pod to judge it on.',
      isUnproven,
    );
  }
  return {
    row,
    outcome: 'holds',
    violations: [],
    judged: judged.length,
    explanation: `${describeFlow(example)}: ${example.verdict.sentence}${
      notes ? ` Not judged: ${notes}` : ''
    }`,
  };
}
