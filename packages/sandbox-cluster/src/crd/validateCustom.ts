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

import Ajv, { ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { isObject, JsonObject, JsonValue } from '../schema/json';
import { FieldProblem } from '../store/ApiError';

const ajv = new Ajv({
  strict: false,
  allErrors: true,
  // CRD formats such as int32 and date-time, and unknown ones that the API ignores.
  validateFormats: false,
  verbose: true,
});
addFormats(ajv);

const validators = new WeakMap<JsonObject, ReturnType<typeof ajv.compile>>();

/** Problems of a custom object, worded as the API server words them. */
export function validateCustom(
  openApi: JsonObject,
  object: JsonObject,
): FieldProblem[] {
  let validate = validators.get(openApi);
  if (!validate) {
    validate = ajv.compile(toJsonSchema(openApi));
    validators.set(openApi, validate);
  }
  return validate(object) ? [] : (validate.errors ?? []).flatMap(toProblem);
}

/** OpenAPI's nullable and int-or-string in JSON Schema's words. */
function toJsonSchema(openApi: JsonObject): JsonObject {
  const schema: JsonObject = {};
  for (const [keyword, value] of Object.entries(openApi)) {
    if (keyword === 'default' || keyword.startsWith('x-kubernetes-')) {
      continue;
    }
    schema[keyword] = convert(keyword, value);
  }
  if (openApi['x-kubernetes-int-or-string'] === true) {
    schema.type = ['integer', 'string'];
    delete schema.anyOf;
  } else if (openApi.nullable === true && typeof openApi.type === 'string') {
    schema.type = [openApi.type, 'null'];
  }
  delete schema.nullable;
  return schema;
}

function convert(
  keyword: string,
  value: JsonValue | undefined,
): JsonValue | undefined {
  if (keyword === 'properties' && isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, property]) => [
        name,
        isObject(property) ? toJsonSchema(property) : property,
      ]),
    );
  }
  if (Array.isArray(value) && ['allOf', 'anyOf', 'oneOf'].includes(keyword)) {
    return value.map(item => (isObject(item) ? toJsonSchema(item) : item));
  }
  const nests = ['items', 'additionalProperties', 'not'].includes(keyword);
  return nests && isObject(value) ? toJsonSchema(value) : value;
}

function toProblem(error: ErrorObject): FieldProblem[] {
  const field = fieldOf(error.instancePath);
  const value = printed(error.data);
  switch (error.keyword) {
    case 'required':
      return [
        {
          reason: 'FieldValueRequired',
          field: join(field, String(error.params.missingProperty)),
          message: 'Required value',
        },
      ];
    case 'type': {
      const actual = error.data === null ? 'null' : jsonType(error.data);
      return [
        {
          reason: 'FieldValueTypeInvalid',
          field,
          message: `Invalid value: ${JSON.stringify(
            actual,
          )}: ${field} in body must be of type ${
            [error.params.type].flat()[0]
          }: ${JSON.stringify(actual)}`,
        },
      ];
    }
    case 'enum':
      return [
        {
          reason: 'FieldValueNotSupported',
          field,
          message: `Unsupported value: ${value}: supported values: ${enumOf(
            error,
          )
            .map(one => JSON.stringify(one))
            .join(', ')}`,
        },
      ];
    case 'pattern':
      return [
        {
          reason: 'FieldValueInvalid',
          field,
          message: `Invalid value: ${value}: ${field} in body should match '${String(
            error.params.pattern,
          )}'`,
        },
      ];
    default:
      return [
        {
          reason: 'FieldValueInvalid',
          field,
          message: `Invalid value: ${value}: ${field} in body ${boundOf(
            error,
          )}`,
        },
      ];
  }
}

function enumOf(error: ErrorObject): unknown[] {
  const { allowedValues } = error.params;
  return Array.isArray(allowedValues) ? allowedValues : [];
}

function boundOf({ keyword, params, message }: ErrorObject): string {
  const limit = String(params.limit);
  const words: Readonly<Record<string, string>> = {
    minLength: `should be at least ${limit} chars long`,
    maxLength: `should be at most ${limit} chars long`,
    minimum: `should be greater than or equal to ${limit}`,
    maximum: `should be less than or equal to ${limit}`,
    minItems: `should have at least ${limit} items`,
    maxItems: `should have at most ${limit} items`,
    minProperties: `should have at least ${limit} properties`,
    maxProperties: `should have at most ${limit} properties`,
  };
  return words[keyword] ?? message ?? 'is invalid';
}

function jsonType(value: unknown): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'integer' : 'number';
  }
  return typeof value;
}

function printed(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}

/** `/spec/issuerRef/names/0` as `spec.issuerRef.names[0]`. */
function fieldOf(pointer: string): string {
  return pointer
    .split('/')
    .filter(Boolean)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce((field, part) => join(field, part), '');
}

function join(field: string, part: string): string {
  if (/^\d+$/.test(part)) {
    return `${field}[${part}]`;
  }
  return field ? `${field}.${part}` : part;
}
