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

import { formatDigestList, parseDigestList } from './digestList';

const a = 'a'.repeat(64);
const b = 'b'.repeat(64);

it('reads what sha256sum writes, and writes what it reads, sorted', () => {
  const digests = parseDigestList(`${b}  z/z.yaml\n${a} *a/a.yaml\n`);

  expect(formatDigestList(digests)).toBe(`${a}  a/a.yaml\n${b}  z/z.yaml\n`);
});

it.each([`${a} one-space`, `${a.slice(1)}  short`, 'text'])(
  "refuses '%s'",
  content => {
    expect(() => parseDigestList(`${b}  a\n${content}`)).toThrow(
      'SHA256SUMS, line 2',
    );
  },
);
