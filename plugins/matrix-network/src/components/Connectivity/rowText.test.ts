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

import { contractViolated } from '../../__testUtils__';
import { endsOf, portsOf, shortEnds, shortPorts } from './rowText';

describe('the text of a contract row', () => {
  const violated = contractViolated.find(row => row.outcome === 'violated')!;

  it('names the ends that are concerned, else those of the row', () => {
    const broken = {
      sources: ['Sync system'],
      destinations: ['Redis'],
      ports: 'TCP 6379',
      workloads: [],
    };
    expect(endsOf({ ...violated, broken }, 'sources')).toEqual(['Sync system']);
    expect(portsOf({ ...violated, broken })).toBe('TCP 6379');
    expect(
      endsOf({ ...violated, destination: 'Redis, MinIO' }, 'destinations'),
    ).toEqual(['Redis', 'MinIO']);
    expect(portsOf(violated)).toBe('TCP 8000');
  });

  it('counts what would make a cell long', () => {
    expect(shortEnds(['a', 'b', 'c', 'd'])).toBe('a, b, c, d');
    expect(shortEnds(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
    expect(shortPorts('TCP 1, 2; UDP 3, 4')).toBe('TCP 1, 2; UDP 3, 4');
    expect(shortPorts('TCP 1, 2, 3, 4; UDP 5, 6')).toBe(
      'TCP 1, 2, 3, 4 and 2 more',
    );
  });
});
