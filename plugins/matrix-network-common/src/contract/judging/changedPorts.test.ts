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

import { Protocol } from '../../kubernetes/types';
import { PortToTry } from '../../policy';
import { changedPortsText } from './changedPorts';

const ports = (protocol: Protocol, ...numbers: number[]): PortToTry[] =>
  numbers.map(port => ({ protocol, port }));

const tried = [
  ...ports('TCP', 1, 5432, 5433, 8000, 8011),
  ...ports('UDP', 1, 53, 54),
  ...ports('SCTP', 1),
];

describe('changedPortsText', () => {
  it('names a declared port by itself, though it stands at the beginning of a range', () => {
    expect(
      changedPortsText(ports('TCP', 9090), tried, ports('TCP', 9090)),
    ).toBe('TCP 9090');
  });

  it('writes what a tried port stands for as a range', () => {
    expect(changedPortsText(ports('TCP', 8000), tried, [])).toBe(
      'TCP 8000-8010',
    );
    expect(
      changedPortsText(
        [...ports('TCP', 5432, 8011), ...ports('UDP', 53)],
        tried,
        [],
      ),
    ).toBe('TCP 5432, 8011-65535; UDP 53');
  });

  it('says any port where all are changed', () => {
    const declared = ports('TCP', 9090);
    expect(changedPortsText([...tried, ...declared], tried, declared)).toBe(
      'any port',
    );
    expect(changedPortsText(ports('UDP', 1, 53, 54), tried, [])).toBe(
      'any UDP port',
    );
  });
});
