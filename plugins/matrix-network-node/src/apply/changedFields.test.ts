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
import { changedFields } from './changedFields';

const object = (
  spec: object,
  labels: Record<string, string> = {},
): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'x', labels },
  spec,
});

it('names each field that differs', () => {
  expect(
    changedFields(
      object({ type: 'NodePort', ports: [{ port: 80 }] }, { a: '1' }),
      object({ ports: [{ port: 80, nodePort: 30080 }] }, { a: '2' }),
    ),
  ).toEqual(['spec.type', 'spec.ports[0].nodePort', 'metadata.labels.a']);
});

it('names a list as a whole where it grew or shrank', () => {
  expect(
    changedFields(object({ list: [1] }), object({ list: [1, 2] })),
  ).toEqual(['spec.list']);
});

it('finds nothing in equal objects', () => {
  expect(changedFields(object({ a: [{}] }), object({ a: [{}] }))).toEqual([]);
});
