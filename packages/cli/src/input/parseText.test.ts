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

import { InputProblems } from './InputProblems';
import { parseText } from './parseText';

describe('parseText', () => {
  const values = (text: string) =>
    parseText(text, 'f.yaml').map(({ value }) => value);

  it('reads scalars as kubectl does, but for single letters', () => {
    expect(
      values('{a: on, b: no, c: y, d: 2026-01-01, e: 10:20, f: "on", g: 0x10}'),
    ).toEqual([
      {
        a: true,
        b: false,
        c: 'y',
        d: '2026-01-01',
        e: '10:20',
        f: 'on',
        g: 16,
      },
    ]);
  });

  it('reads numbers as Go does', () => {
    expect(
      values('[e1, 1e400, ., 0o17, 0X1F, 0b11, 017, 1_000, 1e3, .5, 0x, 1e]'),
    ).toEqual([
      ['e1', '1e400', '.', 15, 31, 3, 15, 1000, 1000, 0.5, '0x', '1e'],
    ]);
  });

  it.each([
    '{\n "a": 1,\n "b": {"c": ":", "c": 2}\n}',
    '{"x": ["y", ": z"], "x": 1}',
  ])('refuses a key that is there twice in JSON: %j', text => {
    expect(() => parseText(text, 'f.json')).toThrow(
      /^f\.json:\d+:\d+: .*unique/,
    );
  });

  it('counts keys of JSON right', () => {
    const text = '{"a\\": \\\\": "b: \\"c\\": ", "d": ["e", ": f"], "g": {}}';
    expect(values(text)).toEqual([JSON.parse(text)]);
  });

  it('knows the places of fields in YAML and JSON', () => {
    const [, second] = parseText('a: 1\n---\nb:\n  - c: 2\n', 'f.yaml');
    expect(second.locate(['b', 0, 'c'])).toEqual({
      file: 'f.yaml',
      line: 4,
      column: 5,
    });
    const [json] = parseText('{\n "a": {\n  "b": 1\n }\n}', 'f.json');
    expect(json.locate(['a', 'b', 'c'])).toMatchObject({ line: 3 });
  });

  it.each(['a: [1', '{"a": 1,, }', 'a: 1\na: 2\n'])(
    'names the line of what is no YAML: %j',
    text => {
      expect(() => parseText(text, 'f.yaml')).toThrow(InputProblems);
      expect(() => parseText(text, 'f.yaml')).toThrow(/^f\.yaml:\d+:\d+: /);
    },
  );

  it('does not follow aliases without end', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 9; level += 1) {
      const alias = `*a${level - 1}`;
      lines.push(`a${level}: &a${level} [${Array(10).fill(alias).join(', ')}]`);
    }
    expect(() => parseText(lines.join('\n'), 'f.yaml')).toThrow(InputProblems);
  });
});
