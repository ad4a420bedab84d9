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

import { isObject, JsonObject, JsonValue } from '../schema/json';
import { fieldSchema, ListSchema } from '../schema/Schema';

/**
 * The path element that names `item` in `list`: by its keys, where a missing key
 * counts with its default (protocol: TCP), or by its value.
 */
export function listItemElement(list: ListSchema, item: JsonValue): string {
  if (list.identity.by === 'value') {
    if (typeof item === 'object') {
      throw new TypeError(
        'associative list without keys has an element that is not a scalar',
      );
    }
    return `v:${JSON.stringify(item)}`;
  }
  if (list.identity.by === 'atomic') {
    throw new TypeError('invalid indexing of non-associative list');
  }
  if (!isObject(item)) {
    throw new TypeError(
      'associative list with keys may not have non-map elements',
    );
  }
  return `k:${JSON.stringify(keysOf(list, list.identity.keys, item))}`;
}

function keysOf(
  list: ListSchema,
  keys: readonly string[],
  item: JsonObject,
): JsonObject {
  const found: JsonObject = {};
  for (const key of [...keys].sort()) {
    const schema = fieldSchema(list.items, key);
    const value =
      item[key] ?? (schema?.kind === 'scalar' ? schema.default : undefined);
    if (value !== undefined) {
      found[key] = value;
    }
  }
  if (Object.keys(found).length === 0) {
    throw new TypeError(
      `associative list with keys has an element that omits all key fields [${keys
        .map(key => JSON.stringify(key))
        .join(' ')}] (and doesn't have default values for any key fields)`,
    );
  }
  return found;
}

/** Items by path element, in order; of items with the same element the first. */
export function indexItems(
  list: ListSchema,
  items: readonly JsonValue[],
): Map<string, JsonValue> {
  const index = new Map<string, JsonValue>();
  for (const item of items) {
    const element = listItemElement(list, item);
    if (!index.has(element)) {
      index.set(element, item);
    }
  }
  return index;
}

/** Elements that more than one item has. */
export function duplicateElements(
  list: ListSchema,
  items: readonly JsonValue[],
): Set<string> {
  const seen = new Set<string>();
  const duplicates = new Set<string>();
  for (const item of items) {
    const element = listItemElement(list, item);
    (seen.has(element) ? duplicates : seen).add(element);
  }
  return duplicates;
}
