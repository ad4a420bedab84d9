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

import { equalJson, JsonObject, valueAt } from '../schema/json';
import { FieldProblem } from '../store/ApiError';
import { invalidValue } from './problems';

/** Problems for each of the fields that differs from the stored object's. */
export function immutableFields(
  object: JsonObject,
  old: JsonObject | undefined,
  fields: readonly string[],
): FieldProblem[] {
  if (!old) {
    return [];
  }
  return fields.flatMap(field => {
    const path = field.split('.');
    const value = valueAt(object, ...path) ?? null;
    return equalJson(value, valueAt(old, ...path) ?? null)
      ? []
      : [invalidValue(field, value, 'field is immutable')];
  });
}
