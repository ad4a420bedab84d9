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
  JsonObject,
  listAt,
  objectAt,
  objectsAt,
  stringAt,
} from '../schema/json';
import { namespaceOf, nameOf, setMetadata, timestamp } from '../store/metadata';
import { ServedType } from '../store/ServedType';
import { Storage } from '../store/Storage';
import { TypeRegistry } from '../store/TypeRegistry';

export type Propagation = 'Background' | 'Foreground' | 'Orphan';

const foreground = 'foregroundDeletion';

/** Finalizers by which the collector itself holds what is deleted with a policy. */
const ownFinalizer: Readonly<Record<Propagation, string | undefined>> = {
  Background: undefined,
  Foreground: foreground,
  Orphan: 'orphan',
};

/** Removes objects: their dependents, the content of namespaces, and what finalizers held. */
export class GarbageCollector {
  constructor(
    private readonly storage: Storage,
    private readonly registry: TypeRegistry,
    private readonly clock: () => Date,
  ) {}

  /**
   * Deletes `object`. The answer is the object as it was marked where it did not
   * go at once: for finalizers, what is in it, or its dependents. Else undefined.
   */
  delete(
    type: ServedType,
    object: JsonObject,
    propagation: Propagation,
  ): JsonObject | undefined {
    const uid = stringAt(object, 'metadata', 'uid');
    const holdsContent = type.key === '/namespaces';
    const own = holdsContent ? undefined : ownFinalizer[propagation];
    const finalizers = [
      ...listAt(object, 'metadata', 'finalizers'),
      ...(own ? [own] : []),
    ];
    if (finalizers.length === 0 && !holdsContent) {
      this.remove(type, object);
      return undefined;
    }
    const marked = this.markDeleted(type, object, [...new Set(finalizers)]);
    if (propagation === 'Orphan') {
      this.orphan(uid);
    }
    if (propagation === 'Foreground') {
      this.deleteDependents(uid);
    }
    if (holdsContent) {
      this.emptyNamespace(nameOf(object));
    }
    this.settle(type, object);
    return marked;
  }

  /** Removes an object that is marked as deleted once nothing holds it. */
  settle(type: ServedType, object: JsonObject): void {
    const current = this.storage.get(
      type.key,
      namespaceOf(object),
      nameOf(object),
    );
    if (!current || !isDeleted(current)) {
      return;
    }
    const uid = stringAt(current, 'metadata', 'uid');
    const before = listAt(current, 'metadata', 'finalizers');
    const finalizers = before.filter(
      finalizer =>
        finalizer !== ownFinalizer.Orphan &&
        (finalizer !== foreground || this.blockingDependents(uid).length > 0),
    );
    if (finalizers.length > 0) {
      if (finalizers.length < before.length) {
        const left = structuredClone(current);
        setMetadata(left, { finalizers });
        this.storage.put(type.key, left);
      }
      return;
    }
    if (
      type.key === '/namespaces' &&
      this.contentOf(nameOf(current)).length > 0
    ) {
      return;
    }
    this.remove(type, current);
  }

  private remove(type: ServedType, object: JsonObject): void {
    this.storage.remove(type.key, object);
    const uid = stringAt(object, 'metadata', 'uid');
    this.deleteDependents(uid);
    this.settleOwners(object);
    const namespace = this.storage.get('/namespaces', '', namespaceOf(object));
    const namespaces = this.registry.byKind('', 'Namespace');
    if (namespace && namespaces && isDeleted(namespace)) {
      this.settle(namespaces, namespace);
    }
  }

  private markDeleted(
    type: ServedType,
    object: JsonObject,
    finalizers: readonly (string | unknown)[],
  ): JsonObject {
    if (isDeleted(object)) {
      return object;
    }
    const marked = structuredClone(object);
    const generation = objectAt(marked, 'metadata').generation;
    setMetadata(marked, {
      deletionTimestamp: timestamp(this.clock()),
      // Namespaces have none.
      ...(type.key !== '/namespaces' && { deletionGracePeriodSeconds: 0 }),
      finalizers:
        finalizers.length > 0
          ? finalizers.filter(one => typeof one === 'string')
          : undefined,
      generation: typeof generation === 'number' ? generation + 1 : undefined,
    });
    if (type.key === '/namespaces') {
      marked.status = { ...objectAt(marked, 'status'), phase: 'Terminating' };
    }
    return this.storage.put(type.key, marked);
  }

  private emptyNamespace(namespace: string): void {
    for (const { type, object } of this.contentOf(namespace)) {
      const current = this.storage.get(type.key, namespace, nameOf(object));
      if (current) {
        this.delete(type, current, 'Background');
      }
    }
  }

  private contentOf(namespace: string): Owned[] {
    return this.registry
      .stored()
      .filter(type => type.namespaced)
      .flatMap(type =>
        this.storage
          .list(type.key, namespace)
          .map(object => ({ type, object })),
      );
  }

  private deleteDependents(uid: string): void {
    for (const { type, object } of this.dependents(uid)) {
      const current = this.storage.get(
        type.key,
        namespaceOf(object),
        nameOf(object),
      );
      if (current && !this.hasOtherOwner(current, uid)) {
        this.delete(type, current, 'Background');
      } else if (current) {
        this.dropOwner(type, current, uid);
      }
    }
  }

  private settleOwners(object: JsonObject): void {
    for (const owner of objectsAt(object, 'metadata', 'ownerReferences')) {
      const type = this.registry.byApiVersion(
        stringAt(owner, 'apiVersion'),
        stringAt(owner, 'kind'),
      );
      const found =
        type &&
        this.storage.get(
          type.key,
          type.namespaced ? namespaceOf(object) : '',
          stringAt(owner, 'name'),
        );
      if (type && found) {
        this.settle(type, found);
      }
    }
  }

  private hasOtherOwner(object: JsonObject, uid: string): boolean {
    return objectsAt(object, 'metadata', 'ownerReferences').some(
      owner => owner.uid !== uid && this.existsUid(stringAt(owner, 'uid')),
    );
  }

  private existsUid(uid: string): boolean {
    return this.storage
      .keys()
      .some(key =>
        this.storage
          .list(key)
          .some(object => stringAt(object, 'metadata', 'uid') === uid),
      );
  }

  private orphan(uid: string): void {
    for (const { type, object } of this.dependents(uid)) {
      this.dropOwner(type, object, uid);
    }
  }

  private dropOwner(type: ServedType, object: JsonObject, uid: string): void {
    const copy = structuredClone(object);
    const owners = objectsAt(copy, 'metadata', 'ownerReferences').filter(
      owner => owner.uid !== uid,
    );
    setMetadata(copy, {
      ownerReferences: owners.length > 0 ? owners : undefined,
    });
    this.storage.put(type.key, copy);
  }

  private blockingDependents(uid: string): Owned[] {
    return this.dependents(uid).filter(({ object }) =>
      objectsAt(object, 'metadata', 'ownerReferences').some(
        owner => owner.uid === uid && owner.blockOwnerDeletion === true,
      ),
    );
  }

  private dependents(uid: string): Owned[] {
    return this.registry.stored().flatMap(type =>
      this.storage
        .list(type.key)
        .filter(object =>
          objectsAt(object, 'metadata', 'ownerReferences').some(
            owner => owner.uid === uid,
          ),
        )
        .map(object => ({ type, object })),
    );
  }
}

interface Owned {
  type: ServedType;
  object: JsonObject;
}

export function isDeleted(object: JsonObject): boolean {
  return stringAt(object, 'metadata', 'deletionTimestamp') !== '';
}
