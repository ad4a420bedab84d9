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

import { contains, parseRange, rangeText, widest } from './ranges';

const text = (cidr: string) => rangeText(parseRange(cidr));

describe('parseRange and rangeText', () => {
  it.each([
    ['10.244.3.9/16', '10.244.0.0/16'],
    ['192.0.2.1', '192.0.2.1/32'],
    ['FD00:0:0:1::9/64', 'fd00:0:0:1::/64'],
    ['fd00::1', 'fd00::1/128'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['::/0', '::/0'],
  ])('write %s as %s', (cidr, written) => expect(text(cidr)).toBe(written));
});

describe('contains', () => {
  it.each([
    ['10.0.0.0/8', '10.244.0.0/16', true],
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['10.244.0.0/16', '10.0.0.0/8', false],
    ['10.0.0.0/8', '11.0.0.0/16', false],
    ['0.0.0.0/0', 'fd00::/8', false],
    ['fc00::/7', 'fd00:10::/48', true],
  ])('%s holds %s: %s', (outer, inner, expected) =>
    expect(contains(parseRange(outer), parseRange(inner))).toBe(expected),
  );
});

describe('widest', () => {
  it('drops duplicates and what another range holds, and keeps the order', () => {
    expect(
      widest(
        ['10.244.0.0/16', '192.168.0.0/24', '10.0.0.0/8', '192.168.0.0/24'].map(
          parseRange,
        ),
      ).map(rangeText),
    ).toEqual(['192.168.0.0/24', '10.0.0.0/8']);
  });
});
