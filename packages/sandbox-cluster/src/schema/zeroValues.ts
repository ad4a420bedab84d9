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

import { cloneJson, isObject, JsonObject, JsonValue } from './json';
import { plainEncoding, Schema, StructSchema } from './Schema';

/** A new object of a built-in type as the server writes it before anyone set a field. */
export function zeroObject(schema: Schema): JsonObject {
  const object: JsonObject = {};
  if (schema.kind === 'struct') {
    withZeroValues(schema, object);
  }
  return object;
}

/**
 * Makes `value` read as the server writes it: empty fields that are always
 * written are there, those that never are, are not. Changes `value`.
 */
export function withZeroValues(schema: Schema, value: JsonValue): void {
  switch (schema.kind) {
    case 'struct':
      if (isObject(value)) {
        completeStruct(schema, value);
      }
      break;
    case 'map':
      if (isObject(value)) {
        Object.values(value).forEach(item => {
          if (item !== undefined) {
            withZeroValues(schema.values, item);
          }
        });
      }
      break;
    case 'list':
      if (Array.isArray(value)) {
        value.forEach(item => withZeroValues(schema.items, item));
      }
      break;
    default:
  }
}

function completeStruct(schema: StructSchema, value: JsonObject): void {
  const { always, omitZero } = schema.encoding;
  for (const [field, zero] of always) {
    if (
      value[field] === undefined ||
      (value[field] === null && zero !== null)
    ) {
      value[field] = cloneJson(zero);
    }
  }
  for (const [field, fieldValue] of Object.entries(value)) {
    const type = schema.fields.get(field);
    if (omitZero.has(field) && isZero(fieldValue)) {
      delete value[field];
    } else if (
      fieldValue === null &&
      schema.fields.has(field) &&
      !always.has(field) &&
      // A custom kind's own schema says where null may be.
      schema.encoding !== plainEncoding
    ) {
      delete value[field];
    } else if (type && fieldValue !== undefined) {
      withZeroValues(type, fieldValue);
    }
  }
}

function isZero(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) {
    return value.length === 0;
  }
  return isObject(value) ? Object.keys(value).length === 0 : !value;
}
