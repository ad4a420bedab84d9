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

import { isCidr, isIpAddress } from './addresses';

describe('isIpAddress', () => {
  it.each(['10.96.0.10', 'fd00::a', '::', '::ffff:10.0.0.1'])(
    'takes %s',
    text => expect(isIpAddress(text)).toBe(true),
  );

  it.each([
    '',
    '10.1',
    '0x0a.1.2.3',
    '010.1.2.3.4',
    '10.0.0.256',
    'fe80::1%eth0',
    'fd00::/8',
    'host',
  ])('refuses "%s"', text => expect(isIpAddress(text)).toBe(false));
});

describe('isCidr', () => {
  it.each([
    '10.244.0.0/16',
    '10.244.3.9/16',
    '192.0.2.1/32',
    'fd00:10:244::/56',
    '0.0.0.0/0',
  ])('takes %s', text => expect(isCidr(text)).toBe(true));

  it.each([
    '10.244.0.0',
    '10.244.0.0/33',
    '10.244.0.0/',
    '10.244.0.0/-1',
    '10.244/16',
    'fd00::/129',
    '10.0.0.0/8/8',
  ])('refuses "%s"', text => expect(isCidr(text)).toBe(false));
});
