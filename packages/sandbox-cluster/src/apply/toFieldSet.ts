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

import { isObject, JsonObject, JsonValue } from '../schema/json';
import {
  anySchema,
  fieldSchema,
  isNamedField,
  ListSchema,
  Schema,
} from '../schema/Schema';
import { FieldSet } from './FieldSet';
import { duplicateElements, indexItems } from './listItems';

/** The paths that someone who applies `value` owns. */
export function toFieldSet(schema: Schema, value: JsonValue): FieldSet {
  const set = new FieldSet();
  collect(schema, value, [], set);
  return set;
}

function collect(
  schema: Schema,
  value: JsonValue,
  path: string[],
  set: FieldSet,
): void {
  if (isObject(value) && isGranularMap(schema)) {
    collectMap(schema, value, path, set);
  } else if (
    Array.isArray(value) &&
    schema.kind === 'list' &&
    schema.identity.by !== 'atomic'
  ) {
    collectList(schema, value, path, set);
  } else if (value !== null || schema.kind === 'scalar') {
    set.insert(path);
  }
}

/** Whether fields of a value of this type are owned one by one. */
export function isGranularMap(schema: Schema): boolean {
  switch (schema.kind) {
    case 'any':
      return true;
    case 'map':
    case 'struct':
      return !schema.atomic;
    default:
      return false;
  }
}

function collectMap(
  schema: Schema,
  value: JsonObject,
  path: string[],
  set: FieldSet,
): void {
  for (const [field, fieldValue] of Object.entries(value)) {
    if (fieldValue === undefined) {
      continue;
    }
    const fieldPath = [...path, `f:${field}`];
    collect(
      fieldSchema(schema, field) ?? anySchema,
      fieldValue,
      fieldPath,
      set,
    );
    const isEmpty =
      fieldValue === null ||
      (isObject(fieldValue) && Object.keys(fieldValue).length === 0);
    if (isEmpty || !isNamedField(schema, field)) {
      set.insert(fieldPath);
    }
  }
}

function collectList(
  schema: ListSchema,
  items: JsonValue[],
  path: string[],
  set: FieldSet,
): void {
  const duplicates = duplicateElements(schema, items);
  for (const [element, item] of indexItems(schema, items)) {
    const itemPath = [...path, element];
    if (!duplicates.has(element)) {
      collect(schema.items, item, itemPath, set);
    }
    set.insert(itemPath);
  }
}
