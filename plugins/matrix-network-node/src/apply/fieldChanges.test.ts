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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { fieldChanges } from './fieldChanges';

const object = (kind: string, value: unknown): KubernetesObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'one' },
  data: { value },
});

const change = (before: unknown, after: unknown, kind = 'ConfigMap') =>
  fieldChanges(object(kind, before), object(kind, after)).fields[0];

it('gives both values as JSON, and none where the field is not there', () => {
  expect(change('one', 2)).toEqual({
    field: 'data.value',
    before: '"one"',
    after: '2',
  });
  expect(change(undefined, '')).toEqual({ field: 'data.value', after: '""' });
});

it('gives no value of a Secret', () => {
  expect(change('hidden', 'secret', 'Secret')).toEqual({ field: 'data.value' });
});

it('cuts long values where they begin to differ', () => {
  const same = 'x'.repeat(500);
  const { before = '', after = '' } = change(`${same}A${same}`, `${same}B`);

  expect(before).toMatch(/^…x{60}A[x]{139}…$/);
  expect(after).toMatch(/^…x{60}B"$/);
});

it('cuts a long value that is new at its end', () => {
  const { after = '' } = change(undefined, 'y'.repeat(500));

  expect(after).toMatch(/^"y{199}…$/);
});

it('counts fields beyond the first fifty', () => {
  const many = (value: number) =>
    Object.fromEntries(Array.from({ length: 60 }, (_, key) => [key, value]));
  const { fields, moreFields } = fieldChanges(
    object('ConfigMap', many(1)),
    object('ConfigMap', many(2)),
  );

  expect(fields).toHaveLength(50);
  expect(moreFields).toBe(10);
});
