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

import { judgeProbes } from './judgeProbes';
import { ProbeFlow, ProbeOutcome, ProbePlan } from './types';

function flow(changes: Partial<ProbeFlow>): ProbeFlow {
  return {
    id: 'a 10.0.0.1:8000',
    source: 'unlabelled-pod',
    sourceTitle: 'A pod without labels',
    destination: 'key-vault',
    destinationTitle: 'key_vault',
    target: {
      kind: 'pod',
      namespace: 'matrix',
      name: 'key-vault-0',
      address: '10.0.0.1',
    },
    port: 8000,
    protocol: 'TCP',
    rows: ['N8'],
    expected: 'mustNotWork',
    verdict: { outcome: 'denied', sentence: 'Denied: …' },
    ...changes,
  };
}

const control = flow({
  id: 'synapse-main 10.0.0.1:8000',
  verdict: { outcome: 'allowed', sentence: 'Allowed: …' },
});

function judged(
  one: ProbeFlow,
  outcome: ProbeOutcome,
  controlOutcome?: ProbeOutcome,
) {
  const plan: ProbePlan = {
    namespace: 'matrix',
    sources: [
      {
        id: 'unlabelled-pod',
        title: 'A pod without labels',
        labels: {},
        flows: [one, control],
      },
    ],
    skipped: [],
  };
  const [result] = judgeProbes(plan, [
    { flow: one.id, outcome },
    ...(controlOutcome ? [{ flow: control.id, outcome: controlOutcome }] : []),
  ]);
  return result;
}

const denied = flow({ control: control.id });
const allowed = flow({
  verdict: { outcome: 'allowed', sentence: 'Allowed: …' },
});
const undecided = flow({
  verdict: { outcome: 'undefined', sentence: 'Undefined: …' },
});

describe('judgeProbes', () => {
  it.each([
    [
      'a denied flow that connects differs',
      denied,
      'connected',
      'connected',
      'differs',
    ],
    ['whatever its control does', denied, 'connected', 'blocked', 'differs'],
    [
      'a timeout proves isolation while the control connects',
      denied,
      'blocked',
      'connected',
      'agrees',
    ],
    ['so does a rejection', denied, 'refused', 'connected', 'agrees'],
    [
      'a timeout proves nothing while the control is silent, too',
      denied,
      'blocked',
      'blocked',
      'inconclusive',
    ],
    [
      'nor while the control is refused',
      denied,
      'refused',
      'refused',
      'inconclusive',
    ],
    [
      'nor while the control could not run',
      denied,
      'blocked',
      'couldNotRun',
      'inconclusive',
    ],
    ['nor without a control', flow({}), 'blocked', undefined, 'inconclusive'],
    [
      'an allowed flow that connects agrees',
      allowed,
      'connected',
      undefined,
      'agrees',
    ],
    [
      'one that is refused was let through',
      allowed,
      'refused',
      undefined,
      'agrees',
    ],
    ['one that times out differs', allowed, 'blocked', undefined, 'differs'],
    [
      'what could not run says nothing',
      allowed,
      'couldNotRun',
      undefined,
      'inconclusive',
    ],
    [
      'nor of a denied flow',
      denied,
      'couldNotRun',
      'connected',
      'inconclusive',
    ],
    [
      'an undefined verdict is never confirmed',
      undecided,
      'connected',
      undefined,
      'inconclusive',
    ],
    ['nor refuted', undecided, 'blocked', undefined, 'inconclusive'],
  ] as const)('%s', (_, one, outcome, controlOutcome, agreement) => {
    expect(judged(one, outcome, controlOutcome)).toMatchObject({
      outcome,
      agreement,
    });
  });

  it.each([
    ['allowed', 'differs'],
    ['denied', 'agrees'],
    ['undefined', 'inconclusive'],
  ] as const)(
    'holds a name that is not resolved against what DNS is: %s',
    (outcome, agreement) => {
      const dns = { outcome, sentence: '' };
      expect(
        judged(flow({ ...allowed, dns }), 'nameNotResolved').agreement,
      ).toBe(agreement);
    },
  );

  it('counts a flow of which nothing was heard as one that could not run', () => {
    const plan = {
      namespace: 'matrix',
      sources: [
        { id: 'redis', title: 'Redis', labels: {}, flows: [allowed] } as const,
      ],
      skipped: [],
    };
    expect(judgeProbes(plan, [])).toEqual([
      expect.objectContaining({
        outcome: 'couldNotRun',
        agreement: 'inconclusive',
      }),
    ]);
  });
});
