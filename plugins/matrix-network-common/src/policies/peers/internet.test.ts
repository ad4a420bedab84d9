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

import { facts, specWith } from '../__testUtils__/specs';
import { internet, privateRanges } from './internet';

function exceptOf(
  found: Partial<typeof facts>,
  network = {},
): (readonly string[] | undefined)[] {
  return internet(specWith({ network }), { ...facts, ...found }).map(
    ({ ipBlock }) => ipBlock?.except,
  );
}

const v4 = privateRanges.filter(cidr => !cidr.includes(':'));
const v6 = privateRanges.filter(cidr => cidr.includes(':'));

describe('internet', () => {
  it('is all of IPv4 and IPv6 but private ranges, which hold the usual cluster ranges', () => {
    expect(internet(specWith(), facts)).toEqual([
      { ipBlock: { cidr: '0.0.0.0/0', except: v4 } },
      { ipBlock: { cidr: '::/0', except: v6 } },
    ]);
  });

  it("leaves out the cluster's public ranges, in the block of their family", () => {
    expect(
      exceptOf({ nodeCidrs: ['203.0.113.0/28', '2001:db8:a::/64'] }),
    ).toEqual([
      [...v4, '203.0.113.0/28'],
      [...v6, '2001:db8:a::/64'],
    ]);
  });

  it("takes the spec's ranges before the cluster's", () => {
    expect(
      exceptOf(
        { podCidrs: ['198.18.0.0/15'] },
        { podCidrs: ['192.0.2.0/24'] },
      )[0],
    ).toEqual([...v4, '192.0.2.0/24']);
  });

  it('does not let a range of everything swallow the exceptions', () => {
    expect(exceptOf({ nodeCidrs: ['0.0.0.0/0', '::/0'] })).toEqual([v4, v6]);
  });
});
