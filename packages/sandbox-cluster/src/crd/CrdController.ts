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
import { nameOf, namespaceOf, setMetadata, timestamp } from '../store/metadata';
import { MemoryObjectStore } from '../store/MemoryObjectStore';
import { crdKey } from './crdKey';
import { servedTypesOf } from './servedTypesOf';

const cleanup = 'customresourcecleanup.apiextensions.k8s.io';
/** As in a real cluster a CRD is served only a moment after it is created. */
const establishDelayMs = 50;

/** Establishes CustomResourceDefinitions, and removes the objects of deleted ones. */
export class CrdController {
  private unsubscribe: (() => void) | undefined;
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(private readonly store: MemoryObjectStore) {}

  start(): void {
    this.unsubscribe = this.store.storage.subscribe(change => {
      if (change.key === crdKey) {
        this.changed(change.type, change.object);
      } else if (change.type === 'DELETED') {
        this.finishCleanups(change.key);
      }
    });
  }

  stop(): void {
    this.unsubscribe?.();
    this.timers.forEach(clearTimeout);
  }

  private changed(type: string, crd: JsonObject): void {
    const name = nameOf(crd);
    if (type === 'DELETED') {
      this.store.registry.removeCustom(name);
      return;
    }
    if (stringAt(crd, 'metadata', 'deletionTimestamp')) {
      if (isTrue(crd, 'Terminating')) {
        this.removeObjects(name);
      } else {
        this.writeStatus(name, old => this.terminatingStatus(old));
      }
      return;
    }
    if (isTrue(crd, 'Established')) {
      this.store.registry.setCustom(name, servedTypesOf(crd));
      return;
    }
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.establish(name);
    }, establishDelayMs);
    timer.unref();
    this.timers.add(timer);
  }

  private current(name: string): JsonObject | undefined {
    return this.store.storage.get(crdKey, '', name);
  }

  private establish(name: string): void {
    const crd = this.current(name);
    if (!crd || isTrue(crd, 'Established')) {
      return;
    }
    this.writeStatus(name, old => this.establishedStatus(old));
  }

  private writeStatus(
    name: string,
    status: (crd: JsonObject) => JsonObject,
  ): void {
    const type = this.store.registry.byKind(
      'apiextensions.k8s.io',
      'CustomResourceDefinition',
    );
    if (!type) {
      return;
    }
    this.store.writer.update(
      {
        type,
        namespace: undefined,
        subresource: 'status',
        manager: 'kube-apiserver',
        dryRun: false,
      },
      name,
      old => ({ ...old, status: status(old) }),
    );
  }

  private terminatingStatus(crd: JsonObject): JsonObject {
    return {
      ...objectAt(crd, 'status'),
      conditions: [
        ...listAt(crd, 'status', 'conditions'),
        {
          type: 'Terminating',
          status: 'True',
          lastTransitionTime: timestamp(this.store.now()),
          reason: 'InstanceDeletionInProgress',
          message: 'CustomResource deletion is in progress',
        },
      ],
    };
  }

  private establishedStatus(crd: JsonObject): JsonObject {
    const lastTransitionTime = timestamp(this.store.now());
    return {
      conditions: [
        {
          type: 'NamesAccepted',
          status: 'True',
          lastTransitionTime,
          reason: 'NoConflicts',
          message: 'no conflicts found',
        },
        {
          type: 'Established',
          status: 'True',
          lastTransitionTime,
          reason: 'InitialNamesAccepted',
          message: 'the initial names have been accepted',
        },
      ],
      acceptedNames: acceptedNames(crd),
      storedVersions: listAt(crd, 'status', 'storedVersions'),
    };
  }

  /** Holds a CRD that is to be deleted until its objects are gone. */
  guard(crd: JsonObject): JsonObject {
    const guarded = structuredClone(crd);
    setMetadata(guarded, {
      finalizers: [
        ...new Set([...listAt(crd, 'metadata', 'finalizers'), cleanup]),
      ],
    });
    return guarded;
  }

  private removeObjects(crd: string): void {
    const types = this.store.registry.types().filter(type => type.crd === crd);
    for (const type of types.slice(0, 1)) {
      for (const object of this.store.storage.list(type.key)) {
        this.store.remove(
          type,
          namespaceOf(object) || undefined,
          nameOf(object),
          {
            propagation: 'Background',
          },
        );
      }
      this.finishCleanups(type.key);
    }
  }

  /** Lets go of CRDs that wait for the last object of `objectKey` to vanish. */
  private finishCleanups(objectKey: string): void {
    const { storage, registry } = this.store;
    const type = registry.types().find(one => one.key === objectKey && one.crd);
    const crd = type?.crd ? this.current(type.crd) : undefined;
    if (
      !crd ||
      !stringAt(crd, 'metadata', 'deletionTimestamp') ||
      storage.list(objectKey).length > 0
    ) {
      return;
    }
    const left = listAt(crd, 'metadata', 'finalizers').filter(
      finalizer => finalizer !== cleanup,
    );
    const released = structuredClone(crd);
    setMetadata(released, { finalizers: left.length > 0 ? left : undefined });
    if (left.length > 0) {
      storage.put(crdKey, released);
    } else {
      storage.remove(crdKey, released);
    }
  }
}

function isTrue(crd: JsonObject, type: string): boolean {
  return objectsAt(crd, 'status', 'conditions').some(
    condition => condition.type === type && condition.status === 'True',
  );
}

function acceptedNames(crd: JsonObject): JsonObject {
  const names = objectAt(crd, 'spec', 'names');
  const kind = stringAt(names, 'kind');
  return {
    ...names,
    singular: stringAt(names, 'singular') || kind.toLowerCase(),
    listKind: stringAt(names, 'listKind') || `${kind}List`,
  };
}
