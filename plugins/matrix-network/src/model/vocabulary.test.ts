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

import { bySeverity, contractOutcomeWord, policyStateWord } from './vocabulary';

describe('contractOutcomeWord', () => {
  it.each([
    ['mustWork', 'holds', 'Allowed, as it should be', 'good'],
    ['mustWork', 'violated', 'Blocked, but must work', 'bad'],
    ['mustNotWork', 'holds', 'Blocked, as it should be', 'good'],
    ['mustNotWork', 'violated', 'Open, but must not be', 'bad'],
    ['mustNotWork', 'notJudgeable', 'Cannot be judged', 'neutral'],
  ] as const)('%s that %s reads "%s"', (expectation, outcome, word, tone) => {
    expect(contractOutcomeWord({ expectation, outcome })).toEqual({
      word,
      tone,
    });
  });
});

describe('policyStateWord', () => {
  it.each([
    ['core', 'shadowed', 'Shadowed', 'warning'],
    ['foreign', 'shadowed', 'Shadowed', 'neutral'],
    ['core', 'unknown', 'Unknown', 'neutral'],
    ['foreign', 'unknown', 'Not ours', 'neutral'],
    ['foreign', 'inForce', 'In force', 'good'],
  ] as const)('%s, %s reads "%s", %s', (role, state, word, tone) => {
    expect(policyStateWord({ role, state })).toEqual({ word, tone });
  });
});

describe('bySeverity', () => {
  it('puts the worst first', () => {
    const severities = [
      { severity: 'info' },
      { severity: 'critical' },
      { severity: 'warning' },
    ] as const;
    expect([...severities].sort(bySeverity).map(s => s.severity)).toEqual([
      'critical',
      'warning',
      'info',
    ]);
  });
});
