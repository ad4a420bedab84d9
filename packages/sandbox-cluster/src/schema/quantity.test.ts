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

import { canonicalQuantity } from './quantity';

describe('canonicalQuantity', () => {
  it.each([
    ['1000m', '1'],
    ['1500m', '1500m'],
    ['0.5', '500m'],
    ['1024Mi', '1Gi'],
    ['0.5Gi', '512Mi'],
    ['64Mi', '64Mi'],
    ['2000', '2k'],
    ['0', '0'],
    ['-1000m', '-1'],
    ['abc', 'abc'],
  ])('%s → %s', (text, expected) => {
    expect(canonicalQuantity(text)).toBe(expected);
  });
});
