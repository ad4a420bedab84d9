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
  itemSchema,
  ListSchema,
  Schema,
} from '../schema/Schema';
import { FieldSet } from './FieldSet';
import { listItemElement } from './listItems';
import { isGranularMap } from './toFieldSet';

/** `value` without the fields and items in `toRemove`; containers that empty go too. */
export function removeItems(
  schema: Schema,
  value: JsonValue,
  toRemove: FieldSet,
): JsonValue | undefined {
  if (isObject(value) && isGranularMap(schema)) {
    return removeFields(schema, value, toRemove);
  }
  if (
    Array.isArray(value) &&
    schema.kind === 'list' &&
    schema.identity.by !== 'atomic'
  ) {
    return removeListItems(schema, value, toRemove);
  }
  return value;
}

function removeFields(
  schema: Schema,
  value: JsonObject,
  toRemove: FieldSet,
): JsonValue | undefined {
  const result: JsonObject = {};
  for (const [field, fieldValue] of Object.entries(value)) {
    const element = `f:${field}`;
    if (fieldValue === undefined || toRemove.has(element)) {
      continue;
    }
    const below = toRemove.below(element);
    const kept = below.isEmpty()
      ? fieldValue
      : removeItems(fieldSchema(schema, field) ?? anySchema, fieldValue, below);
    if (kept !== undefined) {
      result[field] = kept;
    }
  }
  return Object.keys(result).length > 0 ? result : undefined;
}

function removeListItems(
  schema: ListSchema,
  items: JsonValue[],
  toRemove: FieldSet,
): JsonValue | undefined {
  const result: JsonValue[] = [];
  let isTouched = false;
  for (const item of items) {
    const element = listItemElement(schema, item);
    if (toRemove.has(element)) {
      continue;
    }
    const below = toRemove.below(element);
    if (below.isEmpty()) {
      result.push(item);
    } else {
      isTouched = true;
      result.push(removeItems(schema.items, item, below) ?? {});
    }
  }
  return result.length > 0 || isTouched ? result : undefined;
}

/**
 * The set with the fields on the way to its paths, where the type names them: who
 * owns `.spec.replicas` keeps `.spec` from vanishing.
 */
export function withNamedFields(set: FieldSet, schema: Schema): FieldSet {
  const members = new Set(set.members);
  const children: [string, FieldSet][] = [];
  for (const [element, child] of set.children) {
    const field = element.startsWith('f:') ? element.slice(2) : undefined;
    if (field !== undefined && isNamedField(schema, field)) {
      members.add(element);
    }
    const below =
      field === undefined
        ? itemSchema(schema)
        : fieldSchema(schema, field) ?? anySchema;
    children.push([element, withNamedFields(child, below)]);
  }
  return new FieldSet(members, children);
}
