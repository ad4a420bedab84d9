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

import { specChanges } from './specChanges';

describe('specChanges', () => {
  it('names each field that differs, with both values', () => {
    expect(
      specChanges(
        {
          targetCcu: 500,
          ingress: { nodePorts: { http: 30080 }, release: '1.14.1' },
          labels: {},
        },
        {
          targetCcu: 5000,
          ingress: { nodePorts: { http: 30080 } },
          labels: {},
          contract: [{ name: 'own' }],
        },
      ),
    ).toEqual([
      { field: 'contract', before: undefined, after: '[{"name":"own"}]' },
      { field: 'ingress.release', before: '"1.14.1"', after: undefined },
      { field: 'targetCcu', before: '500', after: '5000' },
    ]);
  });

  it('finds nothing between two that are the same', () => {
    const spec = { a: { b: null, c: [1] }, d: undefined };
    expect(specChanges(spec, { a: { c: [1], b: null } })).toEqual([]);
  });
});
