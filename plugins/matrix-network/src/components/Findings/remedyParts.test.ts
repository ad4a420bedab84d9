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

import { remedyParts } from './remedyParts';

describe('remedyParts', () => {
  it('tells commands that can be copied from names in code type', () => {
    expect(
      remedyParts(
        'Set `replicas` to 3: `kubectl scale deploy/x --replicas 3`.',
      ),
    ).toEqual([
      { kind: 'text', text: 'Set ' },
      { kind: 'code', text: 'replicas' },
      { kind: 'text', text: ' to 3: ' },
      { kind: 'command', text: 'kubectl scale deploy/x --replicas 3' },
      { kind: 'text', text: '.' },
    ]);
  });

  it('takes a fenced block as one thing to copy', () => {
    expect(remedyParts('Add:\n```yaml\nmetadata:\n  labels: {}\n```')).toEqual([
      { kind: 'text', text: 'Add:\n' },
      { kind: 'command', text: 'metadata:\n  labels: {}' },
    ]);
  });

  it('leaves plain words and a lone backtick alone', () => {
    expect(remedyParts('Re-apply the ` stack')).toEqual([
      { kind: 'text', text: 'Re-apply the ` stack' },
    ]);
  });
});
