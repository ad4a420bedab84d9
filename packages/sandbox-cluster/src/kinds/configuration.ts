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

import { equalJson, JsonObject, objectAt, stringAt } from '../schema/json';
import { FieldProblem } from '../store/ApiError';
import { KindRules } from '../store/ServedType';
import { immutableFields } from '../validation/immutable';
import {
  forbiddenField,
  invalidValue,
  requiredValue,
} from '../validation/problems';

const maxDataBytes = 1024 * 1024;
const keyPattern = /^[-._a-zA-Z0-9]+$/;
const keyMessage =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

export const configMapRules: KindRules = {
  hasGeneration: false,
  validate: (object, old) => [
    ...validateData(object, ['data', 'binaryData']),
    ...Object.keys(objectAt(object, 'data'))
      .filter(key => objectAt(object, 'binaryData')[key] !== undefined)
      .map(key =>
        invalidValue(
          `data[${key}]`,
          key,
          'duplicate of key present in binaryData',
        ),
      ),
    ...validateImmutable(object, old, ['data', 'binaryData']),
  ],
};

export const secretRules: KindRules = {
  hasGeneration: false,
  applyDefaults: object => {
    object.type ??= 'Opaque';
    takeStringData(object);
  },
  validate: (object, old) => [
    ...validateData(object, ['data']),
    ...validateSecretType(object),
    ...immutableFields(object, old, ['type']),
    ...validateImmutable(object, old, ['data']),
  ],
};

/** `stringData` is for writing only: it ends up in `data`, in base64. */
function takeStringData(object: JsonObject): void {
  const texts = Object.entries(objectAt(object, 'stringData'));
  delete object.stringData;
  if (texts.length > 0) {
    object.data = {
      ...objectAt(object, 'data'),
      ...Object.fromEntries(
        texts.map(([key, text]) => [
          key,
          Buffer.from(String(text ?? '')).toString('base64'),
        ]),
      ),
    };
  }
}

const requiredKeys: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
};

function validateSecretType(object: JsonObject): FieldProblem[] {
  const data = objectAt(object, 'data');
  return (requiredKeys[stringAt(object, 'type')] ?? [])
    .filter(key => data[key] === undefined)
    .map(key => requiredValue(`data[${key}]`));
}

function validateData(object: JsonObject, fields: string[]): FieldProblem[] {
  const entries = fields.flatMap(field =>
    Object.entries(objectAt(object, field)).map(
      ([key, value]) => [field, key, String(value ?? '')] as const,
    ),
  );
  const size = entries.reduce((sum, [, , value]) => sum + value.length, 0);
  const problems = entries
    .filter(([, key]) => !keyPattern.test(key))
    .map(([field, key]) => invalidValue(`${field}[${key}]`, key, keyMessage));
  return size > maxDataBytes
    ? [
        ...problems,
        {
          reason: 'FieldValueTooLong',
          field: fields[0] === 'data' && fields.length > 1 ? '' : fields[0],
          message: `Too long: may not be more than ${maxDataBytes} bytes`,
        },
      ]
    : problems;
}

function validateImmutable(
  object: JsonObject,
  old: JsonObject | undefined,
  fields: readonly string[],
): FieldProblem[] {
  if (old?.immutable !== true) {
    return [];
  }
  const problems =
    object.immutable === true
      ? []
      : [
          forbiddenField(
            'immutable',
            'field is immutable when `immutable` is set',
          ),
        ];
  return [
    ...problems,
    ...fields
      .filter(field => !equalJson(object[field], old[field]))
      .map(field =>
        forbiddenField(field, 'field is immutable when `immutable` is set'),
      ),
  ];
}
