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

/** A kind as the API serves it. */
export interface ResourceType {
  /** Empty for the core group. */
  group: string;
  version: string;
  kind: string;
  /** Plural, as in paths. */
  resource: string;
  singular: string;
  shortNames: string[];
  categories: string[];
  namespaced: boolean;
  subresources: string[];
}

export type WatchEvent =
  | { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: KubernetesObject }
  | { type: 'BOOKMARK'; object: KubernetesObject };

/**
 * The state of one sandbox cluster, as its controllers use it: in process, with
 * the same validation, optimistic concurrency, finalizers and garbage collection
 * as over HTTP. Everything is synchronous and returns copies. Errors are
 * `ApiError`s that carry the `Status` the API would answer with.
 */
export interface ObjectStore {
  get(
    kind: KindRef,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined;
  list(kind: KindRef, options?: ListOptions): KubernetesObject[];
  /** Fills in uid, creationTimestamp, resourceVersion, defaults and managedFields (operation Update, `manager`). */
  create(object: KubernetesObject, options: WriteOptions): KubernetesObject;
  /** Replaces all but status; conflicts when `metadata.resourceVersion` is set and old. */
  update(object: KubernetesObject, options: WriteOptions): KubernetesObject;
  /** Replaces `status` alone. */
  updateStatus(
    object: KubernetesObject,
    options: WriteOptions,
  ): KubernetesObject;
  /** Deletes, or marks as terminating where finalizers hold it; dependents follow by ownerReference. */
  delete(kind: KindRef, namespace: string | undefined, name: string): void;
  /**
   * Calls `listener` for each change from now on, in order, after it is stored.
   * Listeners share the event's object and change nothing of it. Returns the unsubscriber.
   */
  subscribe(listener: (event: WatchEvent) => void): () => void;
  /** Kinds served now: the built-in ones and those of established CRDs. */
  resourceTypes(): ResourceType[];
}

export interface KindRef {
  group: string;
  kind: string;
}

export interface ListOptions {
  namespace?: string;
  /** In the API's syntax: `app=web,tier in (a,b),!legacy`. */
  labelSelector?: string;
}

export interface WriteOptions {
  /** Recorded in managedFields, for example `kube-controller-manager`. */
  manager: string;
}

/** A write that passed validation, as admission webhooks would see it. */
export interface AdmissionRequest {
  operation: 'CREATE' | 'UPDATE' | 'DELETE';
  group: string;
  kind: string;
  namespace: string | undefined;
  name: string;
  /** The object to be stored; the stored one for DELETE. */
  object: KubernetesObject;
  oldObject: KubernetesObject | undefined;
  dryRun: boolean;
}

/**
 * What admission answers instead of "allowed". `denied` becomes
 * `admission webhook "<webhook>" denied the request: <message>`; `failed` becomes
 * `Internal error occurred: failed calling webhook "<webhook>": <message>`;
 * `forbidden`, of a plugin of the server's own, `pods "x" is forbidden: <message>`.
 */
export type AdmissionRefusal =
  | { result: 'forbidden'; message: string }
  | { result: 'denied'; webhook: string; message: string; code?: number }
  | { result: 'failed'; webhook: string; message: string };

/** Plays the admission plugins and webhooks of a cluster: the API server calls no network. */
export type AdmissionHook = (
  request: AdmissionRequest,
) => AdmissionRefusal | undefined;

/** What `createObjectStore` (store/MemoryObjectStore.ts) accepts. */
export interface ObjectStoreOptions {
  /** The clock of creationTimestamp, deletionTimestamp and managedFields. Default: the real one. */
  now?: () => Date;
  admission?: AdmissionHook;
  /** Changes kept for watches and continued lists; older resourceVersions are `410 Expired`. Default 10000. */
  historyLimit?: number;
}
