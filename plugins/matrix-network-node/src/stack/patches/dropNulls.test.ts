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
import { dropNulls } from './dropNulls';

const object = (kind: string, rest: object): KubernetesObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'x' },
  ...rest,
});

it('takes out fields without a value, however deep', () => {
  const [cleaned] = dropNulls([
    object('ConfigMap', { data: null, spec: { a: [{ b: null, c: 0 }] } }),
  ]);

  expect(cleaned).toEqual(object('ConfigMap', { spec: { a: [{ c: 0 }] } }));
});

it('keeps nulls of a CustomResourceDefinition, whose schema may mean them', () => {
  const crd = object('CustomResourceDefinition', { spec: { default: null } });

  expect(dropNulls([crd])).toEqual([crd]);
});
