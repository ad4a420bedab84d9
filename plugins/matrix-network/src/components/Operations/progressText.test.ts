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

import { progressText } from './progressText';

describe('progressText', () => {
  it('opens and closes a stage with its numbers', () => {
    expect(
      progressText({
        type: 'stageStarted',
        stage: 'policies',
        title: 'Network policies',
        objects: 1,
      }),
    ).toEqual({
      tone: 'busy',
      heading: true,
      text: 'Network policies: 1 object',
    });
    expect(
      progressText({
        type: 'stageFinished',
        stage: 'policies',
        created: 12,
        changed: 1,
        unchanged: 0,
      }).text,
    ).toBe('Network policies done: 12 created, 1 changed, 0 unchanged');
  });

  it('says why an object was left alone', () => {
    expect(
      progressText({
        type: 'object',
        stage: 'policies',
        object: 'NetworkPolicy matrix/redis-access',
        result: 'conflict',
        message: 'spec.ingress is owned by kubectl-edit',
      }),
    ).toEqual({
      tone: 'bad',
      text: 'NetworkPolicy matrix/redis-access: conflict (spec.ingress is owned by kubectl-edit)',
    });
  });

  it('says what became of an object that is taken out', () => {
    const removed = { type: 'removed', object: 'Namespace matrix' } as const;
    expect(progressText({ ...removed, result: 'deleted' })).toEqual({
      tone: 'good',
      text: 'Namespace matrix: deleted',
    });
    expect(
      progressText({ ...removed, result: 'kept', message: 'it was not named' }),
    ).toEqual({
      tone: 'neutral',
      text: 'Namespace matrix: kept (it was not named)',
    });
  });

  it('says what a probe saw, and what that shows', () => {
    const probe = {
      type: 'probe',
      source: 'Synapse (LI)',
      destination: 'Redis',
      port: 'TCP 6379',
      outcome: 'connected',
      agreement: 'differs',
      message: 'The policies deny it, but it connects.',
    } as const;
    expect(progressText(probe)).toEqual({
      tone: 'bad',
      text: 'Synapse (LI) to Redis, TCP 6379: connected (The policies deny it, but it connects.)',
    });
    expect(
      progressText({
        ...probe,
        outcome: 'nameNotResolved',
        agreement: 'inconclusive',
      }),
    ).toMatchObject({
      tone: 'neutral',
      text: expect.stringContaining('TCP 6379: name not resolved'),
    });
  });

  it('sums up what the policies change', () => {
    expect(
      progressText({
        type: 'flowChanges',
        changes: { opened: [], closed: [], rows: [], truncated: false },
      }),
    ).toEqual({
      tone: 'good',
      text: 'What the policies change: No flow opens or closes',
    });
    expect(
      progressText({
        type: 'flowChanges',
        changes: {
          opened: [],
          closed: [],
          rows: [],
          truncated: false,
          notJudgeable: 'Not read from the cluster: pods: timed out.',
        },
      }).text,
    ).toBe(
      'What the policies change: It cannot be judged (Not read from the cluster: pods: timed out.)',
    );
  });

  it('words each state of a wait', () => {
    const wait = {
      type: 'wait',
      stage: 'cert-manager',
      waitingFor: 'issuer selfsigned',
    } as const;
    expect(progressText({ ...wait, state: 'waiting' }).text).toBe(
      'waiting for issuer selfsigned',
    );
    expect(progressText({ ...wait, state: 'failed' })).toEqual({
      tone: 'bad',
      text: 'issuer selfsigned: did not come',
    });
  });
});
