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

import { legacyNotation, parseAddress, parseBlock } from './addresses';

describe('addresses, as the API server reads them', () => {
  it.each([
    ['::ffff:10.0.0.1', '10.0.0.1', 'an IPv4-mapped address is the IPv4 one'],
    ['::ffff:a00:1', '10.0.0.1', 'in hexadecimal, too'],
    ['010.000.0.01', '10.0.0.1', 'leading zeros mean nothing'],
    ['2001:DB8::0001', '2001:db8::1', 'nor do capitals'],
    ['1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:102:304', 'IPv4 at the end of IPv6'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0', '"::" may stand for one group'],
  ])('%s is %s: %s', (text, same) => {
    expect(parseAddress(text)?.position).toBeDefined();
    expect(parseAddress(text)?.position).toBe(parseAddress(same)?.position);
  });

  it('an IPv4-compatible IPv6 address is no IPv4 address', () => {
    expect(parseAddress('::10.0.0.1')).toMatchObject({ family: 6 });
    expect(parseBlock('::10.0.0.0/104')).toMatchObject({ family: 6 });
  });

  it.each([
    ...['', '10.0.0', '10.0.0.0.1', '10.0.0.256', '0x0a.0.0.1', '10..0.1'],
    ...[
      ':',
      ':::',
      '1::2::3',
      '12345::',
      '1:2:3:4:5:6:7',
      'g::',
      'fe80::1%eth0',
    ],
    ...[
      '1:2:3:4:5:6:7:8:9',
      '1::2:3:4:5:6:7:8',
      '1.2.3.4::',
      '::1.2.3',
      '[::1]',
    ],
  ])('%j is no address', text => {
    expect(parseAddress(text)).toBeUndefined();
  });

  it.each([
    ...['10.0.0.0', '10.0.0.0/', '/8', '10.0.0.0/33', '10.0.0.0/-1', '::/129'],
    ...['10.0.0.0/8/8', '10.0.0.0/+8', ' 10.0.0.0/8', '10.0.0.0/8 '],
  ])('%j is no block', text => {
    expect(parseBlock(text)).toBeUndefined();
  });
});

describe('legacyNotation', () => {
  it.each([
    ['10.0.0.1/8', 'hostBits'],
    ['fd00::1/8', 'hostBits'],
    ['010.0.0.0/8', 'leadingZeros'],
    ['10.0.0.0/08', 'leadingZeros'],
    ['64:ff9b::1.2.03.4/128', 'leadingZeros'],
    ['::00001/128', 'leadingZeros'],
    ['::ffff:10.0.0.0/104', 'ipv4Mapped'],
    ['::ffff:a00:0/104', 'ipv4Mapped'],
    ['10.0.0.0/8', undefined],
    ['0.0.0.0/0', undefined],
    ['2001:0db8:0000::/48', undefined],
    ['::/0', undefined],
    ['10.0.0.0', undefined],
  ])('of %s is %s', (cidr, notation) => {
    expect(legacyNotation(cidr)).toBe(notation);
  });
});
