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

import { FieldSet, formatPath } from './FieldSet';

const name = 'f:spec';
const port = 'k:{"port":80,"protocol":"TCP"}';

describe('FieldSet', () => {
  it('reads and writes fieldsV1', () => {
    const fieldsV1 = {
      'f:spec': {
        'f:ports': {
          '.': {},
          [port]: { '.': {}, 'f:port': {} },
        },
      },
    };
    const set = FieldSet.fromFieldsV1(fieldsV1);
    expect(set.paths()).toEqual([
      [name, 'f:ports'],
      [name, 'f:ports', port],
      [name, 'f:ports', port, 'f:port'],
    ]);
    expect(set.toFieldsV1()).toEqual(fieldsV1);
  });

  it('takes single paths away, or all below', () => {
    const set = FieldSet.of(['f:a'], ['f:a', 'f:b'], ['f:c']);
    expect(set.difference(FieldSet.of(['f:a'])).paths()).toEqual([
      ['f:c'],
      ['f:a', 'f:b'],
    ]);
    expect(set.recursiveDifference(FieldSet.of(['f:a'])).paths()).toEqual([
      ['f:c'],
    ]);
  });

  it('formats paths as errors print them', () => {
    expect(formatPath([name, 'f:ports', port, 'f:nodePort'])).toBe(
      '.spec.ports[port=80,protocol="TCP"].nodePort',
    );
    expect(formatPath(['f:metadata', 'f:finalizers', 'v:"x.io/y"'])).toBe(
      '.metadata.finalizers[="x.io/y"]',
    );
  });
});
