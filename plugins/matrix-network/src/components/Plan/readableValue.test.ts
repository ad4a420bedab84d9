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

import { readableValue } from './readableValue';

describe('readableValue', () => {
  it.each([
    ['a number', '3', '3'],
    ['a text', '"matrix-network"', 'matrix-network'],
    ['an empty text', '""', '""'],
    ['an empty list', '[]', '[]'],
    ['nothing set', 'null', 'null'],
    ['a list of objects', '[{"port":6379}]', '- port: 6379'],
    ['what was cut', '[{"port":63…', '[{"port":63…'],
  ])('shows %s', (_, json, text) => {
    expect(readableValue(json)).toBe(text);
  });
});
