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

import { JsonObject, listAt, objectsAt, stringAt } from '../schema/json';
import { FieldSet } from './FieldSet';

/** One manager's entry of `metadata.managedFields`. */
export interface ManagerEntry {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  subresource: string;
  time: string | undefined;
  fields: FieldSet;
}

/** Entries by manager identity. */
export type Managers = Map<string, ManagerEntry>;

/**
 * What makes two writes of a manager one entry: for Update the API version counts
 * too, for Apply it does not.
 */
export function managerIdentity(
  entry: Pick<
    ManagerEntry,
    'manager' | 'operation' | 'apiVersion' | 'subresource'
  >,
): string {
  const { manager, operation, subresource } = entry;
  const apiVersion = operation === 'Apply' ? '' : entry.apiVersion;
  return JSON.stringify([manager, operation, apiVersion, subresource]);
}

export function decodeManagedFields(object: JsonObject): Managers {
  const managers: Managers = new Map();
  for (const entry of objectsAt(object, 'metadata', 'managedFields')) {
    const operation = stringAt(entry, 'operation');
    if (operation !== 'Apply' && operation !== 'Update') {
      continue;
    }
    const decoded: ManagerEntry = {
      manager: stringAt(entry, 'manager'),
      operation,
      apiVersion: stringAt(entry, 'apiVersion'),
      subresource: stringAt(entry, 'subresource'),
      time: stringAt(entry, 'time') || undefined,
      fields: FieldSet.fromFieldsV1(entry.fieldsV1),
    };
    managers.set(managerIdentity(decoded), decoded);
  }
  return managers;
}

/** Whether a client asks to forget all owners: `managedFields: []` or `[{}]`. */
export function resetsManagedFields(object: JsonObject): boolean {
  const { metadata } = object;
  if (typeof metadata !== 'object' || metadata === null) {
    return false;
  }
  if (!('managedFields' in metadata)) {
    return false;
  }
  const entries = listAt(object, 'metadata', 'managedFields');
  return (
    entries.length === 0 ||
    (entries.length === 1 && JSON.stringify(entries[0]) === '{}')
  );
}

export function encodeManagedFields(managers: Managers): JsonObject[] {
  return [...managers.values()].sort(compareEntries).map(entry => ({
    manager: entry.manager,
    operation: entry.operation,
    apiVersion: entry.apiVersion,
    ...(entry.time && { time: entry.time }),
    fieldsType: 'FieldsV1',
    fieldsV1: entry.fields.toFieldsV1(),
    ...(entry.subresource && { subresource: entry.subresource }),
  }));
}

function compareEntries(a: ManagerEntry, b: ManagerEntry): number {
  const keys = (entry: ManagerEntry) => [
    entry.operation,
    entry.time ?? '',
    entry.manager,
    entry.apiVersion,
    entry.subresource,
  ];
  const [left, right] = [keys(a), keys(b)];
  const index = left.findIndex((key, i) => key !== right[i]);
  if (index < 0) {
    return 0;
  }
  return left[index] < right[index] ? -1 : 1;
}
