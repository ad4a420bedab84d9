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
import { cloneObject, isObject } from '../schema/json';

/** Checks that `value` has apiVersion, kind and a name. */
export function isKubernetesObject(value: unknown): value is KubernetesObject {
  return (
    isObject(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    isObject(value.metadata) &&
    typeof value.metadata.name === 'string'
  );
}

/** A copy of a stored object for callers to change as they like. */
export function asKubernetesObject(value: unknown): KubernetesObject {
  const copy: unknown = isObject(value) ? cloneObject(value) : value;
  if (!isKubernetesObject(copy)) {
    throw new TypeError(
      'an object of the API needs apiVersion, kind and metadata.name',
    );
  }
  return copy;
}
