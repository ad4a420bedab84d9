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

import { isDeepStrictEqual } from 'node:util';

/** `fieldsV1` of a `managedFields` entry: nested maps whose keys name fields and list items. */
export type FieldSet = Record<string, unknown>;

export function isFieldSet(value: unknown): value is FieldSet {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Field sets are nested maps whose keys name fields; their union is that of the keys. */
export function unionOf(one: FieldSet, other: FieldSet): FieldSet {
  const merged: FieldSet = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const known = merged[key];
    merged[key] =
      isFieldSet(known) && isFieldSet(value) ? unionOf(known, value) : value;
  }
  return merged;
}

/**
 * A value without the fields of a set, but for those that are in another set,
 * too: what server-side apply leaves when a manager gives fields up. What nobody
 * else has goes as a whole, with what the server filled in there.
 */
export function withoutFields(
  value: unknown,
  given: FieldSet,
  kept: FieldSet,
): unknown {
  const rest = (
    key: string,
    child: unknown,
  ): { child: unknown } | undefined => {
    const below = given[key];
    if (!isFieldSet(below)) {
      return { child };
    }
    const keptBelow = kept[key];
    return isFieldSet(keptBelow)
      ? { child: withoutFields(child, below, keptBelow) }
      : undefined;
  };
  if (Array.isArray(value)) {
    const keys = Object.keys(given);
    return value.flatMap((item, index) => {
      const key = keys.find(each => namesItem(each, item, index));
      const left = key === undefined ? { child: item } : rest(key, item);
      return left ? [left.child] : [];
    });
  }
  if (!isFieldSet(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([field, child]) => {
      const left = rest(`f:${field}`, child);
      return left ? [[field, left.child]] : [];
    }),
  );
}

/** `k:{"name":"a"}` names an item by its keys, `v:"a"` by its value, `i:0` by its place. */
export function namesItem(key: string, item: unknown, index: number): boolean {
  const text = key.slice(2);
  switch (key.slice(0, 2)) {
    case 'k:':
      return Object.entries(JSON.parse(text)).every(
        ([field, value]) =>
          isFieldSet(item) && isDeepStrictEqual(item[field], value),
      );
    case 'v:':
      return isDeepStrictEqual(item, JSON.parse(text));
    case 'i:':
      return index === Number(text);
    default:
      return false;
  }
}
