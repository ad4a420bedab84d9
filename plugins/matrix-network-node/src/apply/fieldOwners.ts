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

import {
  FIELD_MANAGER,
  KubernetesObject,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { FieldSet, isFieldSet, namesItem } from './fieldSets';

/**
 * Which manager beside the engine's own a field of an object belongs to, or
 * something in it; `undefined` where it is nobody's.
 *
 * @param path - as plans name a field: `spec.ports[0].nodePort`
 */
export function ownerOf(
  { metadata, ...fields }: KubernetesObject,
  path: string,
): string | undefined {
  const { managedFields = [] } = metadata;
  return managedFields.find(
    ({ manager, subresource, fieldsV1 }) =>
      manager !== FIELD_MANAGER &&
      subresource !== 'status' &&
      isFieldSet(fieldsV1) &&
      reaches(fieldsV1, { ...fields, metadata }, path),
  )?.manager;
}

/** Whether a set has the field of a value, or one in it. */
function reaches(set: FieldSet, value: unknown, path: string): boolean {
  const inside = Object.entries(set).filter(([key]) => key !== '.');
  // What has no fields of its own is owned as a whole.
  if (path === '' || inside.length === 0) {
    return true;
  }
  return inside.some(([key, below]) => {
    const step = stepInto(key, value, path);
    return (
      step !== undefined &&
      isFieldSet(below) &&
      reaches(below, step.value, step.path)
    );
  });
}

/** What a key of a set names of a value, where the path leads there, with the rest of the path. */
function stepInto(
  key: string,
  value: unknown,
  path: string,
): { value: unknown; path: string } | undefined {
  if (Array.isArray(value)) {
    const [step, index] = /^\[(\d+)\]/.exec(path) ?? [];
    const item: unknown = value[Number(index)];
    return step !== undefined && namesItem(key, item, Number(index))
      ? { value: item, path: after(step, path) }
      : undefined;
  }
  const name = key.slice('f:'.length);
  // Names have dots in them, too: labels.
  const leadsThere =
    path.startsWith(name) && /^($|[.[])/.test(path.slice(name.length));
  return leadsThere && isFieldSet(value)
    ? { value: value[name], path: after(name, path) }
    : undefined;
}

function after(step: string, path: string): string {
  return path.slice(step.length).replace(/^\./, '');
}
