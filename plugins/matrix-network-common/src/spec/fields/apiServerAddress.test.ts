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

import { parseApiServerAddress } from './apiServerAddress';

describe('parseApiServerAddress', () => {
  it.each([
    ['192.0.2.10', '192.0.2.10', [443, 6443]],
    ['192.0.2.10:6443', '192.0.2.10', [6443]],
    ['fd00::1', 'fd00::1', [443, 6443]],
    ['[fd00::1]:6443', 'fd00::1', [6443]],
  ])('reads %s', (text, address, ports) =>
    expect(parseApiServerAddress(text)).toEqual({ address, ports }),
  );

  it.each([
    '',
    'api.example.org',
    '192.0.2.10:',
    '192.0.2.10:0',
    '192.0.2.10:65536',
    '[192.0.2.10',
    'https://192.0.2.10',
  ])('does not take "%s"', text =>
    expect(parseApiServerAddress(text)).toBeUndefined(),
  );
});
