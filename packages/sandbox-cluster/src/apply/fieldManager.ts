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

import { equalJson, isObject, JsonObject } from '../schema/json';
import { Schema } from '../schema/Schema';
import { zeroObject } from '../schema/zeroValues';
import { compare, Comparison, excludeFields } from './compare';
import { FieldSet, formatPath } from './FieldSet';
import { managerIdentity, ManagerEntry, Managers } from './managedFields';
import { merge } from './merge';
import { removeItems, withNamedFields } from './removeItems';
import { toFieldSet } from './toFieldSet';

/** Who writes, and through which version and subresource. */
export interface Writer {
  manager: string;
  apiVersion: string;
  subresource: string;
  /** Undefined for /scale, whose writes the API records without one. */
  time: string | undefined;
  /** Fields that this kind of write cannot change, such as status through the main resource. */
  ignored: FieldSet;
}

export interface FieldConflict {
  owner: ManagerEntry;
  /** As errors print it, for example `.spec.ingress`. */
  path: string;
}

export type ApplyResult =
  | { result: 'applied'; object: JsonObject; managers: Managers }
  | { result: 'unchanged'; managers: Managers }
  | { result: 'conflict'; conflicts: FieldConflict[] };

/** Never recorded: the server sets them, or they are the object's identity. */
const unowned = FieldSet.of(
  ['f:apiVersion'],
  ['f:kind'],
  ['f:metadata'],
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'clusterName',
    'generation',
    'managedFields',
    'resourceVersion',
  ].map(field => ['f:metadata', `f:${field}`]),
);

/** How many Update entries an object keeps before the oldest are folded together. */
const maxUpdateManagers = 10;

/** Records who wrote what after a create, update or patch. */
export function recordUpdate(
  schema: Schema,
  live: JsonObject,
  next: JsonObject,
  managers: Managers,
  writer: Writer,
): Managers {
  const changes = compareFor(schema, live, next, writer);
  const left = takeOver(managers, changes, undefined);
  const fields = changes.modified.union(changes.added).difference(unowned);
  if (fields.isEmpty()) {
    return left;
  }
  const entry = entryOf(writer, 'Update', fields);
  const identity = managerIdentity(entry);
  const previous = left.get(identity);
  left.set(identity, {
    ...entry,
    fields: previous ? fields.union(previous.fields) : fields,
  });
  return capUpdates(left);
}

/** Merges what `writer` applies into `live`, gives up what it no longer applies. */
export function applyConfiguration(
  schema: Schema,
  live: JsonObject,
  config: JsonObject,
  managers: Managers,
  writer: Writer,
  force: boolean,
): ApplyResult {
  const fields = toFieldSet(schema, config).recursiveDifference(writer.ignored);
  const entry = entryOf(writer, 'Apply', fields);
  const identity = managerIdentity(entry);
  const last = managers.get(identity);
  const all: Managers = new Map(managers).set(identity, entry);
  const merged = asObject(merge(schema, live, config));
  const next = last ? prune(schema, merged, all, last.fields) : merged;
  const changes = compareFor(schema, live, next, writer);
  const conflicts = force ? [] : conflictsOf(all, changes, identity);
  if (conflicts.length > 0) {
    return { result: 'conflict', conflicts };
  }
  const left = takeOver(all, changes, identity);
  const recorded = fields.difference(unowned);
  const isSame = equalJson(live, next);
  if (recorded.isEmpty()) {
    left.delete(identity);
  } else {
    const time = isSame && last ? last.time : writer.time;
    left.set(identity, { ...entry, time, fields: recorded });
  }
  return isSame
    ? { result: 'unchanged', managers: left }
    : { result: 'applied', object: next, managers: left };
}

/** Owners of fields of an object that was never applied before. */
export function ownersBeforeFirstApply(
  schema: Schema,
  live: JsonObject,
  managers: Managers,
  writer: Writer,
): Managers {
  if (managers.size > 0 || Object.keys(live).length === 0) {
    return managers;
  }
  return recordUpdate(schema, zeroObject(schema), live, managers, {
    ...writer,
    manager: 'before-first-apply',
  });
}

function compareFor(
  schema: Schema,
  live: JsonObject,
  next: JsonObject,
  writer: Writer,
): Comparison {
  return excludeFields(compare(schema, live, next), writer.ignored);
}

/** Removes what was applied last time, and nobody claims now. */
function prune(
  schema: Schema,
  merged: JsonObject,
  managers: Managers,
  last: FieldSet,
): JsonObject {
  const lastNamed = withNamedFields(last, schema);
  const mergedSet = withNamedFields(toFieldSet(schema, merged), schema);
  const owned = [...managers.values()].reduce(
    (set, { fields }) => set.union(fields),
    new FieldSet(),
  );
  const setOf = (object: JsonObject) =>
    withNamedFields(toFieldSet(schema, object), schema);
  const pruned = asObject(removeItems(schema, merged, lastNamed));
  const keepOwned = setOf(pruned).union(withNamedFields(owned, schema));
  const withOwned = asObject(
    removeItems(schema, merged, mergedSet.difference(keepOwned)),
  );
  // Only what this manager applied before may vanish.
  const vanished = mergedSet
    .difference(setOf(withOwned))
    .intersection(lastNamed);
  return asObject(removeItems(schema, merged, vanished));
}

function conflictsOf(
  managers: Managers,
  changes: Comparison,
  self: string,
): FieldConflict[] {
  const changed = changes.modified.union(changes.added);
  return [...managers]
    .filter(([identity]) => identity !== self)
    .flatMap(([, owner]) =>
      owner.fields
        .intersection(changed)
        .paths()
        .map(path => ({ owner, path: formatPath(path) })),
    );
}

/** Takes changed and removed fields from all managers but `self`. */
function takeOver(
  managers: Managers,
  changes: Comparison,
  self: string | undefined,
): Managers {
  const taken = changes.modified.union(changes.added).union(changes.removed);
  const left: Managers = new Map();
  for (const [identity, entry] of managers) {
    const fields =
      identity === self ? entry.fields : entry.fields.difference(taken);
    if (!fields.isEmpty()) {
      left.set(identity, { ...entry, fields });
    }
  }
  return left;
}

function entryOf(
  writer: Writer,
  operation: ManagerEntry['operation'],
  fields: FieldSet,
): ManagerEntry {
  const { manager, apiVersion, subresource, time } = writer;
  return { manager, operation, apiVersion, subresource, time, fields };
}

/** Folds the oldest Update entries into one named `ancient-changes`. */
function capUpdates(managers: Managers): Managers {
  const updates = [...managers]
    .filter(([, entry]) => entry.operation === 'Update')
    .sort(([, a], [, b]) => ((a.time ?? '') < (b.time ?? '') ? -1 : 1));
  const surplus = updates.length - maxUpdateManagers;
  if (surplus <= 0) {
    return managers;
  }
  const capped: Managers = new Map(managers);
  for (const [identity, entry] of updates.slice(0, surplus + 1)) {
    const ancient = {
      ...entry,
      manager: 'ancient-changes',
      subresource: '',
    };
    const target = managerIdentity(ancient);
    const previous = capped.get(target);
    capped.delete(identity);
    capped.set(target, {
      ...ancient,
      fields: previous ? previous.fields.union(entry.fields) : entry.fields,
    });
  }
  return capped;
}

function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
