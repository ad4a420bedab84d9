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

import { builtinSchema } from '../schema/builtinSchemas';
import { anySchema } from '../schema/Schema';
import { mergePatch } from './mergePatch';
import { strategicMergePatch } from './strategicMergePatch';

describe('mergePatch', () => {
  it('merges objects, replaces lists, removes nulls', () => {
    expect(
      mergePatch(
        { a: { b: 1, c: 2 }, list: [1, 2] },
        { a: { b: null, d: 3 }, list: [3] },
      ),
    ).toEqual({ a: { c: 2, d: 3 }, list: [3] });
  });
});

describe('strategicMergePatch', () => {
  const schema = builtinSchema('apps/v1', 'Deployment') ?? anySchema;
  const deployment = (containers: { name: string; image?: string }[]) => ({
    spec: { template: { spec: { containers } } },
  });

  it('merges containers by name', () => {
    expect(
      strategicMergePatch(
        schema,
        deployment([
          { name: 'a', image: '1' },
          { name: 'b', image: '1' },
        ]),
        deployment([{ name: 'b', image: '2' }]),
      ),
    ).toEqual(
      deployment([
        { name: 'a', image: '1' },
        { name: 'b', image: '2' },
      ]),
    );
  });

  it('deletes and reorders by directive', () => {
    expect(
      strategicMergePatch(
        schema,
        deployment([{ name: 'a' }, { name: 'b' }, { name: 'c' }]),
        {
          spec: {
            template: {
              spec: {
                '$setElementOrder/containers': [{ name: 'c' }, { name: 'b' }],
                containers: [{ name: 'a', $patch: 'delete' }],
              },
            },
          },
        },
      ),
    ).toEqual(deployment([{ name: 'c' }, { name: 'b' }]));
  });

  it('replaces a map where told to', () => {
    expect(
      strategicMergePatch(
        schema,
        { metadata: { labels: { a: '1' } } },
        { metadata: { labels: { $patch: 'replace', b: '2' } } },
      ),
    ).toEqual({ metadata: { labels: { b: '2' } } });
  });
});
