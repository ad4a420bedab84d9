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

import { FieldSet } from '../apply/FieldSet';
import { JsonObject, objectAt } from '../schema/json';
import { ServedType } from './ServedType';

/** One write, as a request or a controller asks for it. */
export interface Write {
  type: ServedType;
  namespace: string | undefined;
  /** Empty for the main resource. */
  subresource: '' | 'status' | 'scale';
  manager: string;
  dryRun: boolean;
}

const noFields = new FieldSet();
const statusFields = FieldSet.of(['f:status']);
const specFields = FieldSet.of(['f:spec']);

/** Fields that a write through this resource cannot own. */
export function ignoredFields({ type, subresource }: Write): FieldSet {
  if (subresource === 'status') {
    return specFields;
  }
  return type.subresources.includes('status') && type.kind !== 'Node'
    ? statusFields
    : noFields;
}

/** Puts back what a write through this resource cannot change. */
export function restrict(
  { type, subresource }: Write,
  next: JsonObject,
  old: JsonObject,
): JsonObject {
  if (subresource === 'status') {
    return {
      ...withoutManagedFields(old),
      ...(next.status !== undefined && { status: next.status }),
    };
  }
  if (!type.subresources.includes('status')) {
    return next;
  }
  const { status: _, ...rest } = next;
  return old.status === undefined ? rest : { ...rest, status: old.status };
}

export function withoutManagedFields(object: JsonObject): JsonObject {
  const { managedFields: _, ...metadata } = objectAt(object, 'metadata');
  return { ...object, metadata };
}
