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
import { isDeepStrictEqual } from 'node:util';
import { ListOptions, ObjectStore, WatchEvent } from '../store/ObjectStore';
import { matchesLabels, parseLabelSelector } from '../store/selectors';
import { Kind } from './kinds';

/** Objects of one kind, by namespace and name. */
type KindCache = Map<string, KubernetesObject>;

/**
 * The store as controllers use it: typed by kind, read from a cache that follows
 * the store's changes, and silent about writes that would change nothing, so
 * that a reconcile that finds its work done causes no event. What it returns is
 * shared: copy before you change it.
 */
export class ClusterState {
  readonly #store: ObjectStore;
  readonly #cache = new Map<string, KindCache>();
  readonly #unsubscribe: () => void;

  constructor(store: ObjectStore) {
    this.#store = store;
    this.#unsubscribe = store.subscribe(event => this.#follow(event));
  }

  /** Stops following the store. */
  close(): void {
    this.#unsubscribe();
    this.#cache.clear();
  }

  /** Whether the kind is served now; custom kinds are once their CRD is established. */
  serves(kind: Kind<KubernetesObject>): boolean {
    return this.#store
      .resourceTypes()
      .some(type => type.group === kind.group && type.kind === kind.kind);
  }

  // The store validates every object against its kind's schema before it keeps
  // it, which is what makes the kind's type true in the two methods below.
  get<T extends KubernetesObject>(
    kind: Kind<T>,
    namespace: string | undefined,
    name: string,
  ): T | undefined {
    return this.#objects(kind).get(keyOf(namespace, name)) as T | undefined;
  }

  list<T extends KubernetesObject>(
    kind: Kind<T>,
    { namespace, labelSelector = '' }: ListOptions = {},
  ): T[] {
    const requirements = parseLabelSelector(labelSelector);
    return [...this.#objects(kind).values()].filter(
      (object): object is T =>
        (namespace === undefined || object.metadata.namespace === namespace) &&
        (requirements.length === 0 || matchesLabels(requirements, object)),
    );
  }

  create<T extends KubernetesObject>(object: T, manager: string): T {
    return this.#store.create(object, { manager }) as T;
  }

  update<T extends KubernetesObject>(object: T, manager: string): T {
    return this.#store.update(object, { manager }) as T;
  }

  /** Creates the object unless one of its name exists already. */
  createIfAbsent<T extends KubernetesObject>(
    kind: Kind<T>,
    object: T,
    manager: string,
  ): void {
    const { namespace, name } = object.metadata;
    if (!this.get(kind, namespace, name)) {
      this.create(object, manager);
    }
  }

  /** Writes `status` when it differs from what is stored; an object that is gone is no error. */
  setStatus<T extends KubernetesObject>(
    kind: Kind<T>,
    object: T,
    status: T['status'],
    manager: string,
  ): void {
    const { namespace, name, uid } = object.metadata;
    const current = this.get(kind, namespace, name);
    if (!current || current.metadata.uid !== uid) {
      return;
    }
    if (isDeepStrictEqual(withoutUndefined(status), current.status)) {
      return;
    }
    this.#store.updateStatus(
      { ...current, status: withoutUndefined(status) },
      { manager },
    );
  }

  /** Deletes the object; one that is gone already is no error. */
  remove(
    kind: Kind<KubernetesObject>,
    namespace: string | undefined,
    name: string,
  ): void {
    if (this.get(kind, namespace, name)) {
      this.#store.delete(kind, namespace, name);
    }
  }

  /** The objects of a kind: read once, followed from then on. */
  #objects(kind: Kind<KubernetesObject>): KindCache {
    const id = `${kind.group}/${kind.kind}`;
    const known = this.#cache.get(id);
    if (known) {
      return known;
    }
    const objects: KindCache = new Map(
      this.#store
        .list(kind)
        .map(object => [
          keyOf(object.metadata.namespace, object.metadata.name),
          object,
        ]),
    );
    this.#cache.set(id, objects);
    return objects;
  }

  #follow({ type, object }: WatchEvent): void {
    const id = `${groupOf(object.apiVersion)}/${object.kind}`;
    const { namespace, name } = object.metadata;
    if (type === 'DELETED') {
      this.#cache.get(id)?.delete(keyOf(namespace, name));
    } else if (type !== 'BOOKMARK') {
      this.#cache.get(id)?.set(keyOf(namespace, name), object);
    }
  }
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

/** As JSON would carry it: keys whose value is undefined are left out. */
function withoutUndefined(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
