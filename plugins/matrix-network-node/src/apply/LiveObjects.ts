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
import {
  ClusterClient,
  KubernetesApiError,
  ObjectIdentity,
  ObjectRef,
} from '../cluster';
import { refOf } from '../cluster/refOf';
import { isBeingDeleted } from './beingDeleted';
import { describeObject } from './describeObject';

/** From so many objects of a kind in a namespace on, one list is quicker than reading each. */
const LIST_FROM = 3;
/** A list that is longer is given up: reading the few objects is cheaper then. */
const MAX_LISTED = 1_000;
/** Beyond that somebody else may have been there since. */
const MAX_AGE_MS = 5_000;

/**
 * Large each, and few of the cluster's are the stack's; or read by their names
 * before all else. Secrets are never listed.
 */
const neverListed = ['CustomResourceDefinition', 'Namespace', 'Secret'];

/** Beyond that nobody waits for what looking ahead would save. */
const LOOK_AHEAD_MS = 2_000;

interface Cached<T> {
  at: number;
  value: Promise<T>;
}

type Listed = Map<string, KubernetesObject> | undefined;

/**
 * What of a stack is on the cluster now, read with as few requests as it takes:
 * one list for each kind and namespace of which the stack has several objects,
 * and none at all in a Namespace that is yet to be made.
 */
export class LiveObjects {
  readonly #client: ClusterClient;
  readonly #wanted = new Map<string, number>();
  /** One of each kind. */
  readonly #kinds = new Map<string, KubernetesObject>();
  readonly #served = new Map<string, Cached<boolean>>();
  /** The stack's own Namespaces, by name. */
  readonly #namespaces = new Map<string, KubernetesObject>();
  readonly #lists = new Map<string, Cached<Listed>>();
  readonly #objects = new Map<string, Cached<KubernetesObject | undefined>>();
  readonly #now: () => number;

  constructor(options: {
    client: ClusterClient;
    /** All that will be asked for. */
    objects: readonly KubernetesObject[];
    now?: () => number;
  }) {
    this.#client = options.client;
    this.#now = options.now ?? Date.now;
    for (const object of options.objects) {
      const scope = scopeOf(object);
      this.#wanted.set(scope, (this.#wanted.get(scope) ?? 0) + 1);
      this.#kinds.set(kindOf(object), object);
      if (object.kind === 'Namespace') {
        this.#namespaces.set(object.metadata.name, object);
      }
    }
  }

  /**
   * The object as it is on the cluster; `undefined` when it is not there, or goes
   * with its Namespace.
   */
  async get(
    object: KubernetesObject,
    options: { signal?: AbortSignal } = {},
  ): Promise<KubernetesObject | undefined> {
    const { signal } = options;
    if (
      !(await this.#hasPlace(object.metadata.namespace, signal)) ||
      !(await this.#isServed(object, signal))
    ) {
      return undefined;
    }
    const listed = await this.#list(object, signal);
    return listed
      ? listed.get(describeObject(object))
      : this.#one(object, signal);
  }

  /** Which Secret that is, without what is in it; `undefined` as of {@link get}. */
  async identify(
    secret: ObjectRef,
    options: { signal?: AbortSignal } = {},
  ): Promise<ObjectIdentity | undefined> {
    return (await this.#hasPlace(secret.namespace, options.signal))
      ? this.#client.identify(secret, options)
      : undefined;
  }

  /** The object's Namespace, where it is the stack's and is being deleted. */
  async leavingNamespaceOf(
    { metadata: { namespace = '' } }: KubernetesObject,
    options: { signal?: AbortSignal } = {},
  ): Promise<string | undefined> {
    const within = this.#namespaces.get(namespace);
    const live = within && (await this.#one(within, options.signal));
    return live && isBeingDeleted(live) ? namespace : undefined;
  }

  /**
   * All objects of its kind in its namespace, whoever's; `undefined` where a list
   * is not to be had.
   */
  async beside(
    object: KubernetesObject,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<KubernetesObject[] | undefined> {
    const listed = await this.#cached(this.#lists, scopeOf(object), () =>
      this.#read(object, signal),
    );
    return listed && [...listed.values()];
  }

  /** Asks at once for what all else needs: how kinds are addressed, and the Namespaces. */
  async lookAhead(outer?: AbortSignal): Promise<void> {
    const bound = AbortSignal.timeout(LOOK_AHEAD_MS);
    const signal = outer ? AbortSignal.any([outer, bound]) : bound;
    // What fails here fails again, and is said, where it is needed.
    await Promise.allSettled([
      ...[...this.#kinds.values()].map(kind => this.#isServed(kind, signal)),
      ...[...this.#namespaces.values()].map(each => this.#one(each, signal)),
    ]);
  }

  /** A Namespace that the stack brings may be missing, or being deleted with all that is in it. */
  async #hasPlace(
    namespace: string | undefined,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const within = this.#namespaces.get(namespace ?? '');
    if (!within) {
      return true;
    }
    const live = await this.#one(within, signal);
    return live !== undefined && !isBeingDeleted(live);
  }

  /** A kind that the stack brings is looked for once, and not for each of its objects. */
  #isServed(kind: KubernetesObject, signal?: AbortSignal): Promise<boolean> {
    return this.#cached(this.#served, kindOf(kind), () =>
      this.#client.serves(kind, { signal }),
    );
  }

  #one(
    object: KubernetesObject,
    signal?: AbortSignal,
  ): Promise<KubernetesObject | undefined> {
    return this.#cached(this.#objects, describeObject(object), () =>
      this.#client.get(refOf(object), { signal }),
    );
  }

  #list(object: KubernetesObject, signal?: AbortSignal): Promise<Listed> {
    const scope = scopeOf(object);
    const wanted = this.#wanted.get(scope) ?? 0;
    if (wanted < LIST_FROM || neverListed.includes(object.kind)) {
      return Promise.resolve(undefined);
    }
    return this.#cached(this.#lists, scope, () => this.#read(object, signal));
  }

  #cached<T>(
    cache: Map<string, Cached<T>>,
    key: string,
    read: () => Promise<T>,
  ): Promise<T> {
    const known = cache.get(key);
    if (known && this.#now() - known.at < MAX_AGE_MS) {
      return known.value;
    }
    const value = read();
    cache.set(key, { at: this.#now(), value });
    value.catch(() => cache.delete(key));
    return value;
  }

  /** `undefined` where a list is not to be had: too long, or not permitted. */
  async #read(
    { apiVersion, kind, metadata: { namespace } }: KubernetesObject,
    signal?: AbortSignal,
  ): Promise<Listed> {
    try {
      const objects = await this.#client.list(
        { apiVersion, kind },
        { namespace, maxObjects: MAX_LISTED, signal },
      );
      return new Map(
        (objects ?? []).map(object => [describeObject(object), object]),
      );
    } catch (error) {
      if (!(error instanceof KubernetesApiError)) {
        throw error;
      }
      switch (error.statusCode) {
        case 403:
        case 413:
          return undefined;
        case 404:
          // The kind was served a while ago: its CustomResourceDefinition is gone.
          return new Map();
        default:
          throw error;
      }
    }
  }
}

function kindOf({ apiVersion, kind }: KubernetesObject): string {
  return `${apiVersion} ${kind}`;
}

function scopeOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  return `${apiVersion} ${kind} ${metadata.namespace ?? ''}`;
}
