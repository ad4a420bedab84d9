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

import { isObject, JsonObject, JsonValue } from './json';
import { canonicalQuantity, isQuantity, quantityProblem } from './quantity';
import { fieldSchema, ScalarType, Schema } from './Schema';

export interface FieldCheck {
  /** The value without the fields its type does not have, and without nulls. */
  value: JsonValue;
  /** Paths such as `spec.template.spec.containers[0].foo`. */
  unknown: string[];
  /** The first value of a wrong type, as the decoder would name it. */
  typeError: TypeError | undefined;
}

interface Walk {
  /** Nulls and values of a wrong type stay: something else judges them. */
  keeps: boolean;
  unknown: string[];
  typeError: TypeError | undefined;
}

/**
 * Decodes `value` as a built-in type: finds unknown fields and wrong types. Of a
 * custom kind's object, what its own schema judges stays as it is.
 */
export function checkFields(
  schema: Schema,
  value: JsonValue,
  isCustom = false,
): FieldCheck {
  const walk: Walk = {
    keeps: isCustom,
    unknown: [],
    typeError: undefined,
  };
  const checked = visit(schema, value, '', '', walk) ?? {};
  return { value: checked, unknown: walk.unknown, typeError: walk.typeError };
}

function visit(
  schema: Schema,
  value: JsonValue,
  path: string,
  owner: string,
  walk: Walk,
): JsonValue | undefined {
  if (value === null) {
    return schema.kind === 'any' || walk.keeps ? null : undefined;
  }
  switch (schema.kind) {
    case 'scalar':
      return visitScalar(schema.type, value, path, owner, walk);
    case 'list':
      if (!Array.isArray(value)) {
        return wrongType(value, 'list', path, owner, walk);
      }
      return value.flatMap((item, index) => {
        const kept = visit(
          schema.items,
          item,
          `${path}[${index}]`,
          owner,
          walk,
        );
        return kept === undefined ? [] : [kept];
      });
    case 'struct':
    case 'map':
      if (!isObject(value)) {
        const type =
          schema.kind === 'struct' ? `v1.${schema.name}` : 'map[string]string';
        return wrongType(value, type, path, owner, walk);
      }
      return visitObject(schema, value, path, walk);
    default:
      return value;
  }
}

function visitObject(
  schema: Schema,
  value: JsonObject,
  path: string,
  walk: Walk,
): JsonObject {
  const result: JsonObject = {};
  for (const [field, fieldValue] of Object.entries(value)) {
    const fieldPath = path ? `${path}.${field}` : field;
    const type = fieldSchema(schema, field);
    if (!type) {
      walk.unknown.push(fieldPath);
      continue;
    }
    const owner = schema.kind === 'struct' ? schema.name : '';
    const kept =
      fieldValue === undefined
        ? undefined
        : within(walk, fieldPath, () =>
            visit(type, fieldValue, fieldPath, owner, walk),
          );
    if (kept !== undefined) {
      result[field] = kept;
    }
  }
  return result;
}

/** The metadata of a custom object is a built-in type all the same. */
function within<T>(walk: Walk, path: string, run: () => T): T {
  const { keeps } = walk;
  walk.keeps = keeps && path !== 'metadata';
  const result = run();
  walk.keeps = keeps;
  return result;
}

const accepts: Readonly<Record<ScalarType, (value: JsonValue) => boolean>> = {
  string: value => typeof value === 'string',
  bytes: value => typeof value === 'string',
  time: value => typeof value === 'string',
  boolean: value => typeof value === 'boolean',
  number: value => typeof value === 'number',
  int32: value => Number.isInteger(value),
  int64: value => Number.isInteger(value),
  quantity: value => typeof value === 'string' || typeof value === 'number',
  intOrString: value => typeof value === 'string' || Number.isInteger(value),
};

const goTypes: Readonly<Record<ScalarType, string>> = {
  string: 'string',
  bytes: '[]uint8',
  time: 'v1.Time',
  boolean: 'bool',
  number: 'float64',
  int32: 'int32',
  int64: 'int64',
  quantity: 'resource.Quantity',
  intOrString: 'intstr.IntOrString',
};

function visitScalar(
  type: ScalarType,
  value: JsonValue,
  path: string,
  owner: string,
  walk: Walk,
): JsonValue | undefined {
  if (!accepts[type](value)) {
    return wrongType(value, goTypes[type], path, owner, walk);
  }
  if (type === 'bytes' && !isBase64(String(value))) {
    walk.typeError ??= new TypeError('illegal base64 data at input byte 0');
    return undefined;
  }
  if (type === 'quantity' && !isQuantity(String(value))) {
    walk.typeError ??= new TypeError(quantityProblem);
    return undefined;
  }
  return type === 'quantity' ? canonicalQuantity(String(value)) : value;
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

function wrongType(
  value: JsonValue,
  expected: string,
  path: string,
  owner: string,
  walk: Walk,
): JsonValue | undefined {
  const plain = path.replace(/\[\d+\]/g, '');
  walk.typeError ??= new TypeError(
    `json: cannot unmarshal ${jsonType(
      value,
    )} into Go struct field ${owner}.${plain} of type ${expected}`,
  );
  return walk.keeps ? value : undefined;
}

function jsonType(value: JsonValue): string {
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'number' : `number ${value}`;
  }
  if (typeof value === 'boolean') {
    return 'bool';
  }
  if (typeof value === 'string') {
    return 'string';
  }
  return Array.isArray(value) ? 'array' : 'object';
}
