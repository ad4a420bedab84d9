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

import { randomBytes, randomUUID } from 'node:crypto';
import { equalJson, JsonObject, objectAt, stringAt } from '../schema/json';
import {
  badRequest,
  conflict,
  invalid,
  modifiedMessage,
  unclassified,
} from './ApiError';
import { ServedType } from './ServedType';

const suffixAlphabet = 'bcdfghjklmnpqrstvwxz2456789';
const maxGeneratedBase = 58;

/** RFC 3339 without fractions, as the API writes times. */
export function timestamp(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

export function setMetadata(object: JsonObject, fields: JsonObject): void {
  const metadata: JsonObject = { ...objectAt(object, 'metadata'), ...fields };
  for (const [field, value] of Object.entries(metadata)) {
    if (value === undefined) {
      delete metadata[field];
    }
  }
  object.metadata = metadata;
}

export function nameOf(object: JsonObject): string {
  return stringAt(object, 'metadata', 'name');
}

export function namespaceOf(object: JsonObject): string {
  return stringAt(object, 'metadata', 'namespace');
}

/** Gives a new object its name, uid and time. */
export function fillNewMetadata(object: JsonObject, now: Date): void {
  if (stringAt(object, 'metadata', 'resourceVersion')) {
    throw unclassified(
      'resourceVersion should not be set on objects to be created',
    );
  }
  const base = stringAt(object, 'metadata', 'generateName');
  setMetadata(object, {
    ...(!nameOf(object) && base && { name: generateName(base) }),
    uid: randomUUID(),
    creationTimestamp: timestamp(now),
    deletionTimestamp: undefined,
    deletionGracePeriodSeconds: undefined,
    generation: undefined,
    resourceVersion: undefined,
    selfLink: undefined,
  });
}

function generateName(base: string): string {
  const suffix = [...randomBytes(5)]
    .map(byte => suffixAlphabet[byte % suffixAlphabet.length])
    .join('');
  return base.slice(0, maxGeneratedBase) + suffix;
}

/** Refuses a name or namespace that differs from the path's, and fills in what is left out. */
export function matchPath(
  type: ServedType,
  object: JsonObject,
  namespace: string | undefined,
  name: string | undefined,
): void {
  const own = nameOf(object);
  if (name !== undefined && own !== name) {
    throw badRequest(
      own
        ? `the name of the object (${own}) does not match the name on the URL (${name})`
        : `name must be provided`,
    );
  }
  const ownNamespace = namespaceOf(object);
  if (!type.namespaced) {
    if (ownNamespace) {
      throw badRequest('namespace may not be set on cluster-scoped objects');
    }
    return;
  }
  if (ownNamespace && ownNamespace !== namespace) {
    throw badRequest(
      `the namespace of the provided object does not match the namespace sent on the request`,
    );
  }
  setMetadata(object, { namespace });
}

/** Refuses a write on top of another state than the stored one. */
export function checkVersion(
  type: ServedType,
  next: JsonObject,
  old: JsonObject,
): void {
  const name = nameOf(old);
  const version = stringAt(next, 'metadata', 'resourceVersion');
  if (version && version !== stringAt(old, 'metadata', 'resourceVersion')) {
    throw conflict(type, name, modifiedMessage);
  }
  const uid = stringAt(next, 'metadata', 'uid');
  const stored = stringAt(old, 'metadata', 'uid');
  if (uid && uid !== stored) {
    throw conflict(
      type,
      name,
      `StorageError: invalid object, Code: 4, Key: /registry/${type.resource}/${
        namespaceOf(old) ? `${namespaceOf(old)}/` : ''
      }${name}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${stored}`,
    );
  }
}

/** The same for what an applied configuration says of the object that it is for. */
export function checkApplied(
  type: ServedType,
  config: JsonObject,
  old: JsonObject,
): void {
  const uid = stringAt(config, 'metadata', 'uid');
  if (uid && uid !== stringAt(old, 'metadata', 'uid')) {
    throw invalid({ group: type.group, kind: type.kind }, nameOf(old), [
      {
        reason: 'FieldValueInvalid',
        field: 'metadata.uid',
        message: `Invalid value: ${JSON.stringify(uid)}: field is immutable`,
      },
    ]);
  }
  checkVersion(type, { metadata: objectAt(config, 'metadata') }, old);
}

/** Keeps what writers cannot change, and counts the generation. */
export function carryMetadata(
  type: ServedType,
  next: JsonObject,
  old: JsonObject,
): void {
  const kept = objectAt(old, 'metadata');
  setMetadata(next, {
    uid: kept.uid,
    creationTimestamp: kept.creationTimestamp,
    deletionTimestamp: kept.deletionTimestamp,
    deletionGracePeriodSeconds: kept.deletionGracePeriodSeconds,
    generation: kept.generation,
    resourceVersion: kept.resourceVersion,
    selfLink: undefined,
  });
  const finalizers = objectAt(next, 'metadata').finalizers;
  if (Array.isArray(finalizers) && kept.deletionTimestamp) {
    refuseNewFinalizers(type, next, old, finalizers);
  }
}

function refuseNewFinalizers(
  type: ServedType,
  next: JsonObject,
  old: JsonObject,
  finalizers: readonly unknown[],
): void {
  const had = objectAt(old, 'metadata').finalizers;
  const added = finalizers.filter(
    finalizer => !(Array.isArray(had) && had.some(one => one === finalizer)),
  );
  if (added.length > 0) {
    throw invalid({ group: type.group, kind: type.kind }, nameOf(next), [
      {
        reason: 'FieldValueForbidden',
        field: 'metadata.finalizers',
        message: `Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{${added
          .map(one => JSON.stringify(one))
          .join(', ')}}`,
      },
    ]);
  }
}

/** Whether what the generation counts differs: all but metadata and status. */
export function changesSpec(
  type: ServedType,
  next: JsonObject,
  old: JsonObject,
): boolean {
  const hasStatus = type.subresources.includes('status');
  const desired = (object: JsonObject): JsonObject => {
    const { metadata: _, ...rest } = object;
    if (hasStatus) {
      delete rest.status;
    }
    return rest;
  };
  return !equalJson(desired(next), desired(old));
}

/** Whether objects of this kind carry a generation. */
export function countsGeneration(
  type: ServedType,
  object: JsonObject,
): boolean {
  return (
    type.rules.hasGeneration ??
    (type.crd !== undefined || object.spec !== undefined)
  );
}
