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

/**
 * `value` with the defaults that its OpenAPI schema names; also in the place of
 * nulls that may not be. Without a default such a null stays, and is refused.
 */
export function applySchemaDefaults(
  openApi: JsonValue | undefined,
  value: JsonValue,
): JsonValue {
  if (!isObject(openApi)) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(item => applySchemaDefaults(openApi.items, item));
  }
  return isObject(value) ? fillObject(openApi, value) : value;
}

function fillObject(openApi: JsonObject, value: JsonObject): JsonObject {
  const result: JsonObject = { ...value };
  const properties = objectAt(openApi, 'properties');
  for (const [field, property] of Object.entries(properties)) {
    const fallback = isObject(property) ? property.default : undefined;
    const current = result[field];
    const isForbiddenNull =
      current === null && isObject(property) && property.nullable !== true;
    if ((current === undefined || isForbiddenNull) && fallback !== undefined) {
      result[field] = structuredClone(fallback);
    }
    const present = result[field];
    if (present !== undefined) {
      result[field] = applySchemaDefaults(property, present);
    }
  }
  const { additionalProperties } = openApi;
  if (isObject(additionalProperties)) {
    for (const [field, item] of Object.entries(result)) {
      if (!(field in properties) && item !== undefined) {
        result[field] = applySchemaDefaults(additionalProperties, item);
      }
    }
  }
  return result;
}
