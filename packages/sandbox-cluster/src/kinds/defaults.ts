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

import { cloneJson, isObject, JsonObject, JsonValue } from '../schema/json';

/** Sets the fields of `object` that it does not have. */
export function fill(object: JsonObject, defaults: JsonObject): void {
  for (const [field, value] of Object.entries(defaults)) {
    if (object[field] === undefined || object[field] === null) {
      object[field] = value === undefined ? undefined : cloneJson(value);
    }
  }
}

/** The object at `object[field]`, made where it is missing: changes reach `object`. */
export function ensureObject(object: JsonObject, field: string): JsonObject {
  const found = object[field];
  if (isObject(found)) {
    return found;
  }
  const made: JsonObject = {};
  object[field] = made;
  return made;
}

/** The objects in the list at `object[field]`, for changing. */
export function eachObject(
  object: JsonObject,
  field: string,
  change: (item: JsonObject) => void,
): void {
  const list: JsonValue | undefined = object[field];
  if (Array.isArray(list)) {
    list.filter(isObject).forEach(change);
  }
}
