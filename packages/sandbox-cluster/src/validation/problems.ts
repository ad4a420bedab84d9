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

import { JsonValue } from '../schema/json';
import { FieldProblem } from '../store/ApiError';

export function invalidValue(
  field: string,
  value: JsonValue,
  detail: string,
): FieldProblem {
  return {
    reason: 'FieldValueInvalid',
    field,
    message: `Invalid value: ${printed(value)}: ${detail}`,
  };
}

export function requiredValue(field: string, detail = ''): FieldProblem {
  return {
    reason: 'FieldValueRequired',
    field,
    message: detail ? `Required value: ${detail}` : 'Required value',
  };
}

export function forbiddenField(field: string, detail: string): FieldProblem {
  return {
    reason: 'FieldValueForbidden',
    field,
    message: `Forbidden: ${detail}`,
  };
}

export function unsupportedValue(
  field: string,
  value: JsonValue,
  supported: readonly string[],
): FieldProblem {
  const list = supported.map(one => JSON.stringify(one));
  return {
    reason: 'FieldValueNotSupported',
    field,
    message: `Unsupported value: ${printed(
      value,
    )}: supported values: ${list.join(', ')}`,
  };
}

export function duplicateValue(field: string, value: JsonValue): FieldProblem {
  return {
    reason: 'FieldValueDuplicate',
    field,
    message: `Duplicate value: ${printed(value)}`,
  };
}

function printed(value: JsonValue): string {
  return JSON.stringify(value) ?? 'null';
}
