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
import { ClusterClient, KubernetesApiError } from '../cluster';
import { refOf } from '../cluster/refOf';
import { describeObject } from './describeObject';

/** From so many objects of a kind in a namespace on, one list is quicker than reading each. */
const LIST_FROM = 3;
/** A list that is longer is given up: reading the few objects is cheaper then. */
const MAX_LISTED = 1_000;
/** Beyond that somebody else may have been there since. */
const MAX_AGE_MS = 5_000;

/** Large each, and few of the cluster's are the stack's. Secrets are never listed. */
const neverListed = ['CustomResourceDefinition', 'Secret'];

interface Entry {
  at: number;
  objects: Promise<Map<string, KubernetesObject> | undefined>;
}

/**
 * What of a stack is on the cluster now, read with as few requests as it takes:
 * one list for each kind and namespace of which the stack has several objects.
 */
export class LiveObjects {
  readonly #client: ClusterClient;
  readonly #wanted = new Map<string, number>();
  readonly #lists = new Map<string, Entry>();
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
    }
  }

  /** The object as it is on the cluster; `undefined` when it is not there. */
  async get(
    object: KubernetesObject,
    options: { signal?: AbortSignal } = {},
  ): Promise<KubernetesObject | undefined> {
    const listed = await this.#list(object, options.signal);
    return listed
      ? listed.get(describeObject(object))
      : this.#client.get(refOf(object), options);
  }

  #list(
    object: KubernetesObject,
    signal?: AbortSignal,
  ): Promise<Map<string, KubernetesObject> | undefined> {
    const scope = scopeOf(object);
    const wanted = this.#wanted.get(scope) ?? 0;
    if (wanted < LIST_FROM || neverListed.includes(object.kind)) {
      return Promise.resolve(undefined);
    }
    const known = this.#lists.get(scope);
    if (known && this.#now() - known.at < MAX_AGE_MS) {
      return known.objects;
    }
    const entry = { at: this.#now(), objects: this.#read(object, signal) };
    this.#lists.set(scope, entry);
    entry.objects.catch(() => this.#lists.delete(scope));
    return entry.objects;
  }

  /** `undefined` where a list is not to be had: too long, or not permitted. */
  async #read(
    { apiVersion, kind, metadata: { namespace } }: KubernetesObject,
    signal?: AbortSignal,
  ): Promise<Map<string, KubernetesObject> | undefined> {
    try {
      const objects = await this.#client.list(
        { apiVersion, kind },
        { namespace, maxObjects: MAX_LISTED, signal },
      );
      return new Map(
        (objects ?? []).map(object => [describeObject(object), object]),
      );
    } catch (error) {
      if (
        error instanceof KubernetesApiError &&
        [403, 413].includes(error.statusCode)
      ) {
        return undefined;
      }
      throw error;
    }
  }
}

function scopeOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  return `${apiVersion} ${kind} ${metadata.namespace ?? ''}`;
}
