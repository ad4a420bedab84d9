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

import { isObject, JsonValue } from '../schema/json';
import { fieldSchema, ScalarType, Schema } from '../schema/Schema';
import { formatElement } from './FieldSet';
import { duplicateElements, listItemElement } from './listItems';

/**
 * Problems that keep `value` from being applied: unknown fields, wrong types,
 * items with the same key. Each reads as server-side apply words it.
 */
export function checkTyped(
  schema: Schema,
  value: JsonValue,
  path = '',
): string[] {
  if (value === null) {
    return [];
  }
  switch (schema.kind) {
    case 'scalar':
      return checkScalar(schema.type, value, path);
    case 'list':
      return checkList(schema, value, path);
    case 'map':
    case 'struct':
      if (!isObject(value)) {
        return [`${path}: expected map, got ${describe(value)}`];
      }
      return Object.entries(value).flatMap(([field, fieldValue]) => {
        const fieldPath = `${path}.${field}`;
        const type = fieldSchema(schema, field);
        if (!type) {
          return [`${fieldPath}: field not declared in schema`];
        }
        return fieldValue === undefined
          ? []
          : checkTyped(type, fieldValue, fieldPath);
      });
    default:
      return [];
  }
}

function checkList(
  schema: Schema & { kind: 'list' },
  value: JsonValue,
  path: string,
): string[] {
  if (!Array.isArray(value)) {
    return [`${path}: expected list, got ${describe(value)}`];
  }
  if (schema.identity.by === 'atomic') {
    return value.flatMap((item, index) =>
      checkTyped(schema.items, item, `${path}[${index}]`),
    );
  }
  try {
    const duplicates = [...duplicateElements(schema, value)].map(
      element => `${path}: duplicate entries for key ${formatElement(element)}`,
    );
    return [
      ...duplicates,
      ...value.flatMap(item =>
        checkTyped(
          schema.items,
          item,
          path + formatElement(listItemElement(schema, item)),
        ),
      ),
    ];
  } catch (error) {
    return [
      `${path}: element 0: ${error instanceof Error ? error.message : error}`,
    ];
  }
}

function checkScalar(
  type: ScalarType,
  value: JsonValue,
  path: string,
): string[] {
  switch (type) {
    case 'int32':
    case 'int64':
    case 'number':
      return typeof value === 'number'
        ? []
        : [`${path}: expected numeric (int or float), got ${goType(value)}`];
    case 'boolean':
      return typeof value === 'boolean'
        ? []
        : [`${path}: expected boolean, got ${describe(value)}`];
    case 'string':
    case 'bytes':
      return typeof value === 'string'
        ? []
        : [
            `${path}: expected string, got &value.valueUnstructured{Value:${JSON.stringify(
              value,
            )}}`,
          ];
    default:
      return typeof value === 'object'
        ? [`${path}: expected any scalar, got ${describe(value)}`]
        : [];
  }
}

/** The value as Go prints it. */
function describe(value: JsonValue): string {
  return typeof value === 'object'
    ? `&{${JSON.stringify(value)}}`
    : `&{${value}}`;
}

function goType(value: JsonValue): string {
  if (Array.isArray(value)) {
    return '[]interface {}';
  }
  if (typeof value === 'boolean') {
    return 'bool';
  }
  return typeof value === 'object' ? 'map[string]interface {}' : typeof value;
}
