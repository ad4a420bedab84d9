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

import {
  applyConfiguration,
  ownersBeforeFirstApply,
  recordUpdate,
  Writer,
} from '../apply/fieldManager';
import {
  decodeManagedFields,
  encodeManagedFields,
  Managers,
  resetsManagedFields,
} from '../apply/managedFields';
import {
  cloneObject,
  equalJson,
  JsonObject,
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
} from '../schema/json';
import { crdKey } from '../crd/crdKey';
import { withZeroValues, zeroObject } from '../schema/zeroValues';
import { validateObjectMeta } from '../validation/validateObjectMeta';
import { callWebhooks, checkDefinition, checkNamespace } from './admission';
import {
  alreadyExists,
  applyConflict,
  conflict,
  FieldProblem,
  invalid,
  notFound,
} from './ApiError';
import {
  carryMetadata,
  changesSpec,
  checkApplied,
  checkVersion,
  countsGeneration,
  fillNewMetadata,
  matchPath,
  namespaceOf,
  nameOf,
  setMetadata,
  timestamp,
} from './metadata';
import { AdmissionHook } from './ObjectStore';
import { ClusterView, ServedType } from './ServedType';
import { Storage } from './Storage';
import { checkConfig } from './checkConfig';
import { ignoredFields, restrict, withoutManagedFields, Write } from './Write';

/** Creates, changes and applies objects as the API server's registry does. */
export class ObjectWriter {
  constructor(
    private readonly storage: Storage,
    private readonly cluster: ClusterView,
    private readonly clock: () => Date,
    private readonly admission: AdmissionHook | undefined,
    /** Called for an object that is marked as deleted and has no finalizers left. */
    private readonly finish: (type: ServedType, object: JsonObject) => void,
  ) {}

  create(write: Write, input: JsonObject): JsonObject {
    const object = cloneObject(input);
    matchPath(write.type, object, write.namespace, undefined);
    applyDefaults(write.type, object);
    fillNewMetadata(object, this.clock());
    const managers = resetsManagedFields(object)
      ? new Map()
      : decodeManagedFields(object);
    setMetadata(object, { managedFields: undefined });
    const owners = recordUpdate(
      write.type.schema,
      zeroObject(write.type.schema),
      object,
      managers,
      this.writerOf(write),
    );
    return this.insert(write, object, owners);
  }

  /** Applies `change` to the stored object and stores the outcome. */
  update(
    write: Write,
    name: string,
    change: (old: JsonObject) => JsonObject,
  ): JsonObject {
    const old = this.mustGet(write, name);
    const next = change(cloneObject(old));
    matchPath(write.type, next, write.namespace, name);
    checkVersion(write.type, next, old);
    applyDefaults(write.type, next);
    const asked = resetsManagedFields(next);
    const given = decodeManagedFields(next);
    const managers = given.size > 0 ? given : decodeManagedFields(old);
    setMetadata(next, { managedFields: undefined });
    const restricted = restrict(write, next, old);
    const owners = asked
      ? new Map()
      : recordUpdate(
          write.type.schema,
          withoutManagedFields(old),
          restricted,
          managers,
          this.writerOf(write),
        );
    return this.replace(write, restricted, old, owners);
  }

  /** Server-side apply. */
  apply(
    write: Write,
    name: string,
    config: JsonObject,
    force: boolean,
  ): { object: JsonObject; created: boolean } {
    checkConfig(write, name, config);
    const old = this.storage.get(write.type.key, write.namespace ?? '', name);
    const live = old ? withoutManagedFields(old) : {};
    const writer = this.writerOf(write);
    const result = applyConfiguration(
      write.type.schema,
      live,
      config,
      ownersBeforeFirstApply(
        write.type.schema,
        live,
        old ? decodeManagedFields(old) : new Map(),
        writer,
      ),
      writer,
      force,
    );
    if (result.result === 'conflict') {
      throw applyConflict(result.conflicts);
    }
    const merged = cloneObject(
      result.result === 'applied' ? result.object : live,
    );
    if (old) {
      checkApplied(write.type, config, old);
      applyDefaults(write.type, merged);
      const next = restrict(write, merged, old);
      return {
        object: this.replace(write, next, old, result.managers),
        created: false,
      };
    }
    return {
      object: this.createApplied(write, merged, result.managers),
      created: true,
    };
  }

  private createApplied(
    write: Write,
    object: JsonObject,
    managers: Managers,
  ): JsonObject {
    if (write.subresource) {
      throw notFound(write.type, nameOf(object));
    }
    const uid = stringAt(object, 'metadata', 'uid');
    if (uid) {
      throw conflict(
        write.type,
        nameOf(object),
        `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`,
      );
    }
    applyDefaults(write.type, object);
    setMetadata(object, { resourceVersion: undefined });
    fillNewMetadata(object, this.clock());
    return this.insert(write, object, managers);
  }

  private insert(
    write: Write,
    object: JsonObject,
    managers: Managers,
  ): JsonObject {
    const { type } = write;
    checkNamespace(
      type,
      object,
      this.storage.get('/namespaces', '', namespaceOf(object)),
    );
    checkDefinition(type, object, name => this.storage.get(crdKey, '', name));
    if (type.subresources.includes('status') && type.kind !== 'Node') {
      delete object.status;
    }
    if (countsGeneration(type, object)) {
      setMetadata(object, { generation: 1 });
    }
    type.rules.prepare?.(object, undefined);
    withZeroValues(type.schema, object);
    this.check(write, object, undefined);
    if (this.storage.get(type.key, namespaceOf(object), nameOf(object))) {
      throw alreadyExists(type, nameOf(object));
    }
    this.checkAllocation(write, object, undefined);
    callWebhooks(
      this.admission,
      'CREATE',
      type,
      object,
      undefined,
      write.dryRun,
    );
    setOwners(object, managers);
    return write.dryRun ? object : this.storage.put(type.key, object);
  }

  private replace(
    write: Write,
    next: JsonObject,
    old: JsonObject,
    managers: Managers,
  ): JsonObject {
    const { type } = write;
    carryMetadata(type, next, old);
    if (write.subresource !== 'status') {
      type.rules.prepare?.(next, old);
    }
    if (countsGeneration(type, next) && changesSpec(type, next, old)) {
      setMetadata(next, {
        generation: (numberAt(old, 'metadata', 'generation') ?? 0) + 1,
      });
    }
    this.check(write, next, old);
    this.checkAllocation(write, next, old);
    // A status is a subresource, for which nothing of this cluster's admission asks.
    if (write.subresource !== 'status') {
      callWebhooks(this.admission, 'UPDATE', type, next, old, write.dryRun);
    }
    setOwners(next, managers);
    withZeroValues(type.schema, next);
    if (equalJson(withoutTimes(next), withoutTimes(old))) {
      return old;
    }
    if (write.dryRun) {
      return next;
    }
    const stored = this.storage.put(type.key, next);
    this.finish(type, stored);
    return stored;
  }

  private check(
    write: Write,
    object: JsonObject,
    old: JsonObject | undefined,
  ): void {
    const { type } = write;
    this.refuse(type, object, [
      ...validateObjectMeta(type, object, old),
      ...(type.rules.validate?.(object, old) ?? []),
    ]);
  }

  private checkAllocation(
    write: Write,
    object: JsonObject,
    old: JsonObject | undefined,
  ): void {
    this.refuse(
      write.type,
      object,
      write.type.rules.allocate?.(object, old, this.cluster) ?? [],
    );
  }

  private refuse(
    { group, kind }: ServedType,
    object: JsonObject,
    problems: FieldProblem[],
  ): void {
    if (problems.length > 0) {
      throw invalid({ group, kind }, nameOf(object), problems);
    }
  }

  private mustGet(write: Write, name: string): JsonObject {
    const found = this.storage.get(write.type.key, write.namespace ?? '', name);
    if (!found) {
      throw notFound(write.type, name);
    }
    return found;
  }

  private writerOf(write: Write): Writer {
    return {
      manager: write.manager,
      apiVersion: write.type.apiVersion,
      subresource: write.subresource,
      time: write.subresource === 'scale' ? undefined : timestamp(this.clock()),
      ignored: ignoredFields(write),
    };
  }
}

/** Defaults of the kind, and the empty fields that are written or left out. */
function applyDefaults(type: ServedType, object: JsonObject): void {
  // First: an empty string or list counts as not given.
  withZeroValues(type.schema, object);
  type.rules.applyDefaults?.(object);
  withZeroValues(type.schema, object);
}

/** When a manager writes what it wrote before, the time alone is no change. */
function withoutTimes(object: JsonObject): JsonObject {
  const metadata = objectAt(object, 'metadata');
  const managedFields = objectsAt(metadata, 'managedFields').map(
    ({ time: _, ...entry }) => entry,
  );
  return { ...object, metadata: { ...metadata, managedFields } };
}

function setOwners(object: JsonObject, managers: Managers): void {
  const managedFields = encodeManagedFields(managers);
  setMetadata(object, {
    managedFields: managedFields.length > 0 ? managedFields : undefined,
  });
}
