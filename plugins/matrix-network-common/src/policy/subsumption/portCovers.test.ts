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

import fc from 'fast-check';

import { NetworkPolicyPort } from '../../kubernetes/types';
import { port } from '../__testUtils__/arbitraries';
import { policy } from '../__testUtils__/fixtures';
import { CompiledPort, portMatches, PortTarget } from '../compiled';
import { compilePolicy } from '../compilePolicy';
import { portCovers } from './portCovers';

function compiled(
  one: NetworkPolicyPort | undefined,
): CompiledPort | undefined {
  const { compiled: made } = compilePolicy(
    policy('a', 'p', { ingress: [one ? { ports: [one] } : {}] }),
  );
  return made.rules.ingress?.[0].ports?.[0];
}

const covers = (
  wide: NetworkPolicyPort | undefined,
  narrow: NetworkPolicyPort | undefined,
) => portCovers(compiled(wide), compiled(narrow));

/** Numbers at which generated ports begin, end, and lie between; each has a name or none. */
const targets: PortTarget[] = [
  1, 2, 53, 79, 80, 81, 300, 443, 8080, 65535,
].flatMap(number =>
  (['TCP', 'UDP', 'SCTP'] as const).flatMap(protocol =>
    [undefined, 'http', 'dns'].map(name => ({
      port: number,
      protocol,
      containerPorts: [{ port: number, protocol, ...(name && { name }) }],
    })),
  ),
);

describe('portCovers', () => {
  it.each<
    [string, NetworkPolicyPort | undefined, NetworkPolicyPort | undefined]
  >([
    ['every port: any', undefined, { port: 80 }],
    ['every port: every port', undefined, undefined],
    ['TCP, unsaid: TCP', {}, { protocol: 'TCP', port: 80 }],
    ['every port of a protocol: a named one', {}, { port: 'http' }],
    ['a port: itself', { port: 80 }, { protocol: 'TCP', port: 80 }],
    ['a range: a port within', { port: 80, endPort: 90 }, { port: 90 }],
    [
      'a range: a range within',
      { port: 80, endPort: 90 },
      { port: 80, endPort: 85 },
    ],
    ['a name: itself', { port: 'http' }, { port: 'http' }],
    ['1 to 65535: a name', { port: 1, endPort: 65535 }, { port: 'http' }],
    ['1 to 65535: every port of it', { port: 1, endPort: 65535 }, {}],
  ])('%s', (_, wide, narrow) => {
    expect(covers(wide, narrow)).toBe(true);
  });

  it.each<
    [string, NetworkPolicyPort | undefined, NetworkPolicyPort | undefined]
  >([
    ['every TCP port: every port', {}, undefined],
    ['TCP: UDP', { port: 53 }, { protocol: 'UDP', port: 53 }],
    ['a port: another', { port: 80 }, { port: 81 }],
    [
      'a port: a range that begins there',
      { port: 80 },
      { port: 80, endPort: 81 },
    ],
    [
      'a range: one that reaches beyond',
      { port: 80, endPort: 90 },
      { port: 85, endPort: 95 },
    ],
    ['a name: another', { port: 'http' }, { port: 'dns' }],
    ['a number: a name', { port: 80 }, { port: 'http' }],
    ['a name: a number', { port: 'http' }, { port: 80 }],
  ])('not %s', (_, wide, narrow) => {
    expect(covers(wide, narrow)).toBe(false);
  });

  it('is never said where a port fits the narrow one alone', () => {
    const aPort = fc.option(port, { nil: undefined, freq: 15 });
    let covered = 0;
    fc.assert(
      fc.property(aPort, aPort, (wide, narrow) => {
        const [outer, inner] = [compiled(wide), compiled(narrow)];
        if (!portCovers(outer, inner)) {
          return;
        }
        covered += 1;
        targets
          .filter(target => !inner || portMatches(inner, target))
          .forEach(target =>
            expect(!outer || portMatches(outer, target)).toBe(true),
          );
      }),
      { numRuns: 3000 },
    );
    expect(covered).toBeGreaterThan(200);
  });
});
