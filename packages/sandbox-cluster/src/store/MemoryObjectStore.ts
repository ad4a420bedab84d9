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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { CrdController } from '../crd/CrdController';
import { crdKey } from '../crd/crdKey';
import { GarbageCollector, Propagation } from '../gc/GarbageCollector';
import { cloneObject, isObject, JsonObject, stringAt } from '../schema/json';
import { callWebhooks } from './admission';
import { conflict, notFound, unknownResource } from './ApiError';
import { asKubernetesObject } from './asKubernetesObject';
import {
  KindRef,
  ListOptions,
  ObjectStore,
  ObjectStoreOptions,
  ResourceType,
  WatchEvent,
  WriteOptions,
} from './ObjectStore';
import { ObjectWriter } from './ObjectWriter';
import { matchesLabels, parseLabelSelector } from './selectors';
import { ServedType } from './ServedType';
import { Change, Storage } from './Storage';
import { TypeRegistry } from './TypeRegistry';
import { Write } from './Write';

const defaultHistoryLimit = 10_000;

/** What a delete may demand of the object it is about to delete. */
export interface Preconditions {
  uid?: string;
  resourceVersion?: string;
}

/**
 * The state of one sandbox cluster, in memory: as `ObjectStore` for controllers,
 * and with its parts for the API server.
 */
export class MemoryObjectStore implements ObjectStore {
  readonly storage: Storage;
  readonly registry = new TypeRegistry();
  readonly writer: ObjectWriter;
  private readonly collector: GarbageCollector;
  private readonly crds: CrdController;
  private readonly clock: () => Date;
  private readonly events = new WeakMap<Change, WatchEvent>();

  constructor(private readonly options: ObjectStoreOptions = {}) {
    this.clock = options.now ?? (() => new Date());
    this.storage = new Storage(options.historyLimit ?? defaultHistoryLimit);
    this.collector = new GarbageCollector(
      this.storage,
      this.registry,
      this.clock,
    );
    this.writer = new ObjectWriter(
      this.storage,
      { all: (group, kind) => this.all(group, kind) },
      this.clock,
      options.admission,
      (type, object) => this.collector.settle(type, object),
    );
    this.crds = new CrdController(this);
    this.crds.start();
  }

  now(): Date {
    return this.clock();
  }

  /** Stops what runs by itself. */
  close(): void {
    this.crds.stop();
  }

  get(
    kind: KindRef,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    const type = this.registry.byKind(kind.group, kind.kind);
    const found = type && this.storage.get(type.key, namespace ?? '', name);
    return found && asKubernetesObject(found);
  }

  list(kind: KindRef, options: ListOptions = {}): KubernetesObject[] {
    const type = this.registry.byKind(kind.group, kind.kind);
    if (!type) {
      return [];
    }
    const requirements = parseLabelSelector(options.labelSelector ?? '');
    return this.storage
      .list(type.key, options.namespace)
      .filter(object => matchesLabels(requirements, object))
      .map(asKubernetesObject);
  }

  create(object: KubernetesObject, options: WriteOptions): KubernetesObject {
    const write = this.writeOf(object, options, '');
    return asKubernetesObject(this.writer.create(write, jsonOf(object)));
  }

  update(object: KubernetesObject, options: WriteOptions): KubernetesObject {
    const write = this.writeOf(object, options, '');
    return asKubernetesObject(
      this.writer.update(write, object.metadata.name, () => jsonOf(object)),
    );
  }

  updateStatus(
    object: KubernetesObject,
    options: WriteOptions,
  ): KubernetesObject {
    const write = this.writeOf(object, options, 'status');
    return asKubernetesObject(
      this.writer.update(write, object.metadata.name, () => jsonOf(object)),
    );
  }

  delete(kind: KindRef, namespace: string | undefined, name: string): void {
    const type = this.registry.byKind(kind.group, kind.kind);
    if (!type) {
      throw unknownResource();
    }
    this.remove(type, namespace, name, { propagation: 'Background' });
  }

  /** Deletes as the API does; the object where it lingers, undefined where it is gone. */
  remove(
    type: ServedType,
    namespace: string | undefined,
    name: string,
    options: {
      propagation: Propagation;
      preconditions?: Preconditions;
      dryRun?: boolean;
    },
  ): JsonObject | undefined {
    const found = this.storage.get(type.key, namespace ?? '', name);
    if (!found) {
      throw notFound(type, name);
    }
    const object = type.key === crdKey ? this.crds.guard(found) : found;
    checkPreconditions(type, object, options.preconditions ?? {});
    callWebhooks(
      this.options.admission,
      'DELETE',
      type,
      object,
      object,
      options.dryRun ?? false,
    );
    return options.dryRun
      ? undefined
      : this.collector.delete(type, object, options.propagation);
  }

  subscribe(listener: (event: WatchEvent) => void): () => void {
    return this.storage.subscribe(change => listener(this.eventOf(change)));
  }

  resourceTypes(): ResourceType[] {
    return this.registry.types();
  }

  /** One copy for all listeners: they look at objects, and change none. */
  private eventOf(change: Change): WatchEvent {
    const known = this.events.get(change);
    const event: WatchEvent = known ?? {
      type: change.type,
      object: asKubernetesObject(change.object),
    };
    this.events.set(change, event);
    return event;
  }

  private all(group: string, kind: string): JsonObject[] {
    const type = this.registry.byKind(group, kind);
    return type ? this.storage.list(type.key) : [];
  }

  private writeOf(
    object: KubernetesObject,
    { manager }: WriteOptions,
    subresource: Write['subresource'],
  ): Write {
    const type = this.registry.byApiVersion(object.apiVersion, object.kind);
    if (!type) {
      throw unknownResource();
    }
    return {
      type,
      namespace: type.namespaced ? object.metadata.namespace : undefined,
      subresource,
      manager,
      dryRun: false,
    };
  }
}

/** Makes an empty cluster. */
export function createObjectStore(
  options: ObjectStoreOptions = {},
): MemoryObjectStore {
  return new MemoryObjectStore(options);
}

function jsonOf(object: KubernetesObject): JsonObject {
  const json: unknown = object;
  return isObject(json) ? cloneObject(json) : {};
}

function checkPreconditions(
  type: ServedType,
  object: JsonObject,
  { uid, resourceVersion }: Preconditions,
): void {
  const name = stringAt(object, 'metadata', 'name');
  const own = stringAt(object, 'metadata', 'uid');
  if (uid !== undefined && uid !== own) {
    throw conflict(
      { group: type.group, resource: type.kind },
      name,
      `the UID in the precondition (${uid}) does not match the UID in record (${own}). The object might have been deleted and then recreated`,
    );
  }
  const version = stringAt(object, 'metadata', 'resourceVersion');
  if (resourceVersion !== undefined && resourceVersion !== version) {
    throw conflict(
      { group: type.group, resource: type.kind },
      name,
      `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${version}). The object might have been modified`,
    );
  }
}
