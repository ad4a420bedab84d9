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

import { AddressPolicy } from './AddressPolicy';

const policy = new AddressPolicy([]);

describe('AddressPolicy', () => {
  it.each([
    '127.0.0.1',
    '127.8.9.10',
    '::1',
    '0.0.0.0',
    '::',
    '169.254.169.254',
    'fe80::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    '100.100.100.200',
    '168.63.129.16',
    '224.0.0.1',
    'ff02::1',
    '255.255.255.255',
    '240.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:169.254.169.254',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
  ])('refuses %p and says why', address => {
    expect(policy.refusal(address)).toContain(address);
  });

  it.each([
    '93.184.216.34',
    '10.1.2.3',
    '192.168.1.1',
    '172.16.0.1',
    '100.64.0.1',
    'fd12:3456::1',
    '2606:2800:220:1::1',
    '::ffff:93.184.216.34',
  ])('accepts %p', address => {
    expect(policy.refusal(address)).toBeUndefined();
  });

  it('accepts what config allows, and no more', () => {
    const lenient = new AddressPolicy(['127.0.0.0/8']);
    expect(lenient.refusal('127.0.0.1')).toBeUndefined();
    expect(lenient.refusal('::ffff:127.0.0.1')).toBeUndefined();
    expect(lenient.refusal('::1')).toBeDefined();
    expect(lenient.refusal('169.254.169.254')).toBeDefined();
  });
});
