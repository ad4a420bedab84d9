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
import { equalJson, isObject, JsonObject, JsonValue } from '../schema/json';
import { FieldProblem } from '../store/ApiError';

const ajv = new Ajv({
  strict: false,
  allErrors: true,
  verbose: true,
});
addFormats(ajv);

const validators = new WeakMap<JsonObject, ReturnType<typeof ajv.compile>>();

/**
 * Problems of a custom object, worded as the API server words them. What was
 * wrong before, and has not been touched, is none: a schema may have changed.
 */
export function validateCustom(
  openApi: JsonObject,
  object: JsonObject,
  old?: JsonObject,
): FieldProblem[] {
  let validate = validators.get(openApi);
  if (!validate) {
    validate = ajv.compile(toJsonSchema(openApi));
    validators.set(openApi, validate);
  }
  return validate(object)
    ? []
    : (validate.errors ?? [])
        .filter(
          ({ instancePath }) => !old || !isUntouched(instancePath, object, old),
        )
        .flatMap(toProblem);
}

/** Whether the value at a pointer, or the list that it is in, is as it was. */
function isUntouched(
  pointer: string,
  object: JsonObject,
  old: JsonObject,
): boolean {
  let now: JsonValue | undefined = object;
  let before: JsonValue | undefined = old;
  for (const part of partsOf(pointer)) {
    if (!isObject(now) || !isObject(before)) {
      break;
    }
    [now, before] = [now[part], before[part]];
  }
  return before !== undefined && equalJson(now, before);
}

/** OpenAPI's nullable and int-or-string in JSON Schema's words. */
function toJsonSchema(openApi: JsonObject): JsonObject {
  const schema: JsonObject = {};
  for (const [keyword, value] of Object.entries(openApi)) {
    if (
      keyword === 'default' ||
      keyword.startsWith('x-kubernetes-') ||
      // Others, such as int32 and those it does not know, the API ignores.
      (keyword === 'format' && value !== 'date-time')
    ) {
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
      const types = [error.params.type].flat().filter(type => type !== 'null');
      return [wrongType(field, types.join(','), JSON.stringify(actual))];
    }
    case 'format':
      return [wrongType(field, String(error.params.format), value)];
    case 'maxLength':
      return [
        {
          reason: 'FieldValueTooLong',
          field,
          message: `Too long: may not be more than ${error.params.limit} bytes`,
        },
      ];
    case 'maxItems':
    case 'maxProperties':
      return [
        {
          reason: 'FieldValueTooMany',
          field,
          message: `Too many: ${sizeOf(error.data)}: must have at most ${
            error.params.limit
          } items`,
        },
      ];
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

function wrongType(field: string, type: string, value: string): FieldProblem {
  return {
    reason: 'FieldValueTypeInvalid',
    field,
    message: `Invalid value: ${value}: ${field} in body must be of type ${type}: ${value}`,
  };
}

function sizeOf(value: unknown): number {
  return Array.isArray(value)
    ? value.length
    : Object.keys(isObject(value) ? value : {}).length;
}

function enumOf(error: ErrorObject): unknown[] {
  const { allowedValues } = error.params;
  return Array.isArray(allowedValues) ? allowedValues : [];
}

function boundOf({ keyword, params, message }: ErrorObject): string {
  const limit = String(params.limit);
  const words: Readonly<Record<string, string>> = {
    minLength: `should be at least ${limit} chars long`,
    minimum: `should be greater than or equal to ${limit}`,
    maximum: `should be less than or equal to ${limit}`,
    minItems: `should have at least ${limit} items`,
    minProperties: `should have at least ${limit} properties`,
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
  return partsOf(pointer).reduce((field, part) => join(field, part), '');
}

function partsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .filter(Boolean)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function join(field: string, part: string): string {
  if (/^\d+$/.test(part)) {
    return `${field}[${part}]`;
  }
  return field ? `${field}.${part}` : part;
}
