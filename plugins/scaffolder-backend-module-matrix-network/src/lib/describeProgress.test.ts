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

import { ProgressEvent } from '@matrix-network/backstage-plugin-matrix-network-common';
import { describeProgress, levelOf } from './describeProgress';

const probe = (
  agreement: 'agrees' | 'differs' | 'inconclusive',
): ProgressEvent => ({
  type: 'probe',
  source: 'Redis',
  destination: 'key_vault',
  port: 'TCP 8000',
  outcome: 'connected',
  agreement,
  message: 'The policies deny it, but it connects.',
});

const change = {
  source: 'Redis',
  destination: 'key_vault',
  ports: 'any port',
  workloads: [],
};

describe('describeProgress', () => {
  it('says what a probe saw, as loudly as it deserves', () => {
    expect(describeProgress(probe('differs'))).toBe(
      '  ✘ Redis → key_vault TCP 8000: connected. The policies deny it, but it connects.',
    );
    expect(
      (['agrees', 'inconclusive', 'differs'] as const).map(agreement =>
        levelOf(probe(agreement)),
      ),
    ).toEqual(['info', 'warn', 'error']);
  });

  it('lists what policies open and close, and counts what is too much', () => {
    const event: ProgressEvent = {
      type: 'flowChanges',
      changes: {
        opened: Array.from({ length: 42 }, () => change),
        closed: [change],
        rows: [
          {
            row: 'N9',
            source: 'Redis',
            destination: 'key_vault',
            ports: 'any',
            expectation: 'mustNotWork',
            before: 'holds',
            after: 'violated',
            explanation: 'allow-all lets everybody in',
          },
        ],
        truncated: false,
      },
    };
    const text = describeProgress(event);
    expect(text).toContain('42 opened, 1 closed');
    expect(text).toContain('  + and 2 more');
    expect(text).toContain('  − Redis → key_vault any port');
    expect(text).toContain(
      '  N9 (Redis → key_vault any must not work) is violated then, and holds now: allow-all lets everybody in',
    );
    expect(levelOf(event)).toBe('warn');
  });

  it('says that nothing changes, or why that is not known', () => {
    const nothing = { opened: [], closed: [], rows: [], truncated: false };
    expect(
      describeProgress({ type: 'flowChanges', changes: nothing }),
    ).toContain('open and close nothing');
    expect(
      describeProgress({
        type: 'flowChanges',
        changes: { ...nothing, notJudgeable: 'pods cannot be listed' },
      }),
    ).toContain('cannot be said: pods cannot be listed');
  });
});
