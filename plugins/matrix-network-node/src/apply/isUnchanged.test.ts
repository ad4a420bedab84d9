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
import { isUnchanged } from './isUnchanged';

const object = (options: {
  version?: string;
  value?: string;
  owned?: object;
  status?: string;
}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: 'x',
    resourceVersion: options.version ?? '1',
    managedFields: [
      {
        manager: 'matrix-network',
        operation: 'Apply',
        time: options.version,
        fieldsV1: { 'f:data': options.owned ?? {} },
      },
    ],
  },
  data: { key: options.value ?? 'a' },
  status: options.status,
});

it('overlooks versions, times and status', () => {
  expect(isUnchanged(object({}), object({ version: '2', status: 'new' }))).toBe(
    true,
  );
});

it('sees another value, and other ownership of the same values', () => {
  expect(isUnchanged(object({}), object({ value: 'b' }))).toBe(false);
  expect(isUnchanged(object({}), object({ owned: { 'f:key': {} } }))).toBe(
    false,
  );
});
