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

import { quantityValue, sameQuantity } from './quantity';

it.each([
  ['200m', 0.2],
  ['1', 1],
  ['1.5', 1.5],
  ['2k', 2000],
  ['256Mi', 268435456],
  ['1e3', 1000],
])('reads %s as %d', (text, value) => {
  expect(quantityValue(text)).toBe(value);
});

it.each(['', 'many', '5 Mi', 'Mi'])(
  'does not take "%s" for a quantity',
  text => {
    expect(quantityValue(text)).toBeUndefined();
  },
);

it('finds two ways to write the same', () => {
  expect(sameQuantity('1000m', '1')).toBe(true);
  expect(sameQuantity('1024Ki', '1Mi')).toBe(true);
  expect(sameQuantity('1Mi', '1M')).toBe(false);
  expect(sameQuantity('x', 'x')).toBe(false);
});
