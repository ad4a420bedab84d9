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

import { isObject, JsonObject, JsonValue, objectAt } from '../schema/json';

/** Drops the nulls that a custom kind's schema does not allow; changes `object`. */
export function dropForbiddenNulls(
  openApi: JsonObject,
  object: JsonObject,
): void {
  for (const [field, property] of Object.entries(
    objectAt(openApi, 'properties'),
  )) {
    const value = object[field];
    if (value === null && objectAt(property).nullable !== true) {
      delete object[field];
    } else if (isObject(property)) {
      visit(property, value);
    }
  }
  const { additionalProperties } = openApi;
  if (isObject(additionalProperties)) {
    Object.values(object).forEach(value => visit(additionalProperties, value));
  }
}

function visit(openApi: JsonObject, value: JsonValue | undefined): void {
  if (isObject(value)) {
    dropForbiddenNulls(openApi, value);
  }
  const { items } = openApi;
  if (Array.isArray(value) && isObject(items)) {
    value.forEach(item => visit(items, item));
  }
}
