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
import { anySchema, fieldSchema, ListSchema, Schema } from '../schema/Schema';
import { indexItems } from './listItems';
import { isGranularMap } from './toFieldSet';

/** Lays the applied configuration over the live object; `applied` wins at leaves. */
export function merge(
  schema: Schema,
  live: JsonValue | undefined,
  applied: JsonValue | undefined,
): JsonValue | undefined {
  if (applied === undefined) {
    return live;
  }
  if (isObject(live) && isObject(applied) && isGranularMap(schema)) {
    return mergeMap(schema, live, applied);
  }
  if (
    Array.isArray(live) &&
    Array.isArray(applied) &&
    schema.kind === 'list' &&
    schema.identity.by !== 'atomic' &&
    live.length + applied.length > 0
  ) {
    return mergeList(schema, live, applied);
  }
  return applied;
}

function mergeMap(
  schema: Schema,
  live: JsonObject,
  applied: JsonObject,
): JsonObject {
  const result: JsonObject = {};
  for (const field of new Set([
    ...Object.keys(live),
    ...Object.keys(applied),
  ])) {
    const value = merge(
      fieldSchema(schema, field) ?? anySchema,
      live[field],
      applied[field],
    );
    if (value !== undefined) {
      result[field] = value;
    }
  }
  return result;
}

/**
 * Items of both. Items of `live` alone keep their place before what comes new;
 * shared items come in the order of `applied`.
 */
function mergeList(
  schema: ListSchema,
  live: JsonValue[],
  applied: JsonValue[],
): JsonValue[] {
  const [mine, theirs] = [
    indexItems(schema, applied),
    indexItems(schema, live),
  ];
  const [left, right] = [[...theirs.keys()], [...mine.keys()]];
  const shared = right.filter(element => theirs.has(element));
  const done = new Set<string>();
  const result: JsonValue[] = [];
  const take = (element: string) => {
    done.add(element);
    const value = merge(schema.items, theirs.get(element), mine.get(element));
    if (value !== undefined) {
      result.push(value);
    }
  };
  while (left.length > 0 || right.length > 0) {
    const [fromLive, fromApplied] = [left[0], right[0]];
    if (fromLive !== undefined && fromApplied !== undefined) {
      if (fromLive === fromApplied) {
        take(fromLive);
        left.shift();
        right.shift();
        shared.shift();
        continue;
      }
      if (
        mine.has(fromLive) &&
        shared[0] !== undefined &&
        shared[0] !== fromLive
      ) {
        // Shared, but its turn comes where `applied` has it.
        left.shift();
        continue;
      }
    }
    if (fromLive !== undefined && !mine.has(fromLive)) {
      take(fromLive);
      left.shift();
      continue;
    }
    if (fromLive !== undefined && done.has(fromLive)) {
      left.shift();
    }
    if (fromApplied !== undefined) {
      take(fromApplied);
      right.shift();
      if (shared[0] === fromApplied) {
        shared.shift();
      }
    }
  }
  return result;
}
