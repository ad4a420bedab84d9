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

import { yamlText } from './yamlLines';

const policy = {
  kind: 'NetworkPolicy',
  metadata: { name: 'redis-access' },
  spec: {
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'redis' } },
    ingress: [
      {
        from: [
          { podSelector: { matchLabels: { a: '1' } } },
          { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
        ],
        ports: [{ port: 6379, protocol: 'TCP' }],
      },
      { ports: [{ port: 26379 }] },
    ],
  },
};

const yaml = yamlText(policy);

/** What is read on the lines of a path. */
function read(path: string): string | undefined {
  const range = yaml.linesOf(path);
  return range && yaml.lines.slice(range.from - 1, range.to).join('\n');
}

describe('yamlText', () => {
  it('finds a rule from its dash to its last line', () => {
    expect(read('spec.ingress[1]')).toBe(
      ['    - ports:', '        - port: 26379'].join('\n'),
    );
    expect(read('spec.ingress[0]')).toBe(
      [
        '    - from:',
        '        - podSelector:',
        '            matchLabels:',
        '              a: "1"',
        '        - ipBlock:',
        '            cidr: 10.0.0.0/8',
        '            except:',
        '              - 10.1.0.0/16',
        '      ports:',
        '        - port: 6379',
        '          protocol: TCP',
      ].join('\n'),
    );
  });

  it('finds a peer and a port of a rule', () => {
    expect(read('spec.ingress[0].from[1]')).toBe(
      [
        '        - ipBlock:',
        '            cidr: 10.0.0.0/8',
        '            except:',
        '              - 10.1.0.0/16',
      ].join('\n'),
    );
    expect(read('spec.ingress[0].ports[0]')).toBe(
      ['        - port: 6379', '          protocol: TCP'].join('\n'),
    );
  });

  it('finds a field with its key, also where the key has dots in it', () => {
    expect(read('spec.podSelector.matchLabels.app.kubernetes.io/name')).toBe(
      '      app.kubernetes.io/name: redis',
    );
    expect(read('kind')).toBe('kind: NetworkPolicy');
    expect(read('spec.ingress[0].from[1].ipBlock.except[0]')).toBe(
      '              - 10.1.0.0/16',
    );
  });

  it('falls back to what would hold a field that is not there', () => {
    expect(read('metadata.namespace')).toBe(
      ['metadata:', '  name: redis-access'].join('\n'),
    );
    expect(read('spec.ingress[7]')).toBe(read('spec.ingress'));
  });

  it('holds for empty maps and lists', () => {
    const empty = yamlText({ spec: { podSelector: {}, ingress: [] } });
    expect(empty.linesOf('spec.podSelector')).toEqual({ from: 2, to: 2 });
    expect(empty.linesOf('spec.ingress')).toEqual({ from: 3, to: 3 });
  });
});
