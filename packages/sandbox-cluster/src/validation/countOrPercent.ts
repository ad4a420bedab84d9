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
import { invalidValue } from './problems';

/** Problems of a count that may also be a percentage, as maxUnavailable and minAvailable. */
export function countOrPercent(
  value: JsonValue | undefined,
  field: string,
  atMostAll = true,
): FieldProblem[] {
  if (typeof value === 'number') {
    return value < 0
      ? [invalidValue(field, value, 'must be greater than or equal to 0')]
      : [];
  }
  if (typeof value !== 'string') {
    return [];
  }
  const [, percent] = /^([0-9]+)%$/.exec(value) ?? [];
  if (percent === undefined) {
    return [
      invalidValue(
        field,
        value,
        "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
      ),
    ];
  }
  return atMostAll && Number(percent) > 100
    ? [invalidValue(field, value, 'must not be greater than 100%')]
    : [];
}

/** Whether such a value is none at all: 0, or 0%. */
export function isNone(value: JsonValue | undefined): boolean {
  return value === 0 || (typeof value === 'string' && /^0+%$/.test(value));
}
