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

import { equalJson, isObject, JsonObject, JsonValue } from '../schema/json';
import { anySchema, fieldSchema, ListSchema, Schema } from '../schema/Schema';
import { FieldSet } from './FieldSet';
import { indexItems } from './listItems';
import { isGranularMap } from './toFieldSet';

/** What changes from one object to another, path by path. */
export interface Comparison {
  removed: FieldSet;
  modified: FieldSet;
  added: FieldSet;
}

type Value = JsonValue | undefined;

export function compare(
  schema: Schema,
  before: JsonValue,
  after: JsonValue,
): Comparison {
  const comparison: Comparison = {
    removed: new FieldSet(),
    modified: new FieldSet(),
    added: new FieldSet(),
  };
  visit(schema, before, after, [], comparison);
  return comparison;
}

/** Changes outside of `fields` and what is below them. */
export function excludeFields(
  comparison: Comparison,
  fields: FieldSet,
): Comparison {
  return {
    removed: comparison.removed.recursiveDifference(fields),
    modified: comparison.modified.recursiveDifference(fields),
    added: comparison.added.recursiveDifference(fields),
  };
}

function visit(
  schema: Schema,
  before: Value,
  after: Value,
  path: string[],
  comparison: Comparison,
): void {
  const present = after ?? before;
  const isLeaf =
    isEmpty(before) && isEmpty(after)
      ? true
      : !descend(schema, present, before, after, path, comparison);
  if (before === undefined) {
    comparison.added.insert(path);
  } else if (after === undefined) {
    comparison.removed.insert(path);
  } else if (isLeaf && !equalJson(before, after)) {
    comparison.modified.insert(path);
  }
}

/** Compares below; false where the value is a leaf. */
function descend(
  schema: Schema,
  present: Value,
  before: Value,
  after: Value,
  path: string[],
  comparison: Comparison,
): boolean {
  if (isObject(present) && isGranularMap(schema)) {
    visitMap(schema, asObject(before), asObject(after), path, comparison);
    return true;
  }
  if (
    Array.isArray(present) &&
    schema.kind === 'list' &&
    schema.identity.by !== 'atomic'
  ) {
    visitList(schema, asList(before), asList(after), path, comparison);
    return true;
  }
  return false;
}

function visitMap(
  schema: Schema,
  before: JsonObject,
  after: JsonObject,
  path: string[],
  comparison: Comparison,
): void {
  for (const field of new Set([
    ...Object.keys(before),
    ...Object.keys(after),
  ])) {
    const [a, b] = [before[field], after[field]];
    if (a !== undefined || b !== undefined) {
      visit(
        fieldSchema(schema, field) ?? anySchema,
        a,
        b,
        [...path, `f:${field}`],
        comparison,
      );
    }
  }
}

function visitList(
  schema: ListSchema,
  before: JsonValue[],
  after: JsonValue[],
  path: string[],
  comparison: Comparison,
): void {
  const [a, b] = [indexItems(schema, before), indexItems(schema, after)];
  for (const element of new Set([...a.keys(), ...b.keys()])) {
    visit(
      schema.items,
      a.get(element),
      b.get(element),
      [...path, element],
      comparison,
    );
  }
}

function isEmpty(value: Value): boolean {
  if (value === undefined || value === null) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.length === 0;
  }
  return isObject(value) && Object.keys(value).length === 0;
}

function asObject(value: Value): JsonObject {
  return isObject(value) ? value : {};
}

function asList(value: Value): JsonValue[] {
  return Array.isArray(value) ? value : [];
}
