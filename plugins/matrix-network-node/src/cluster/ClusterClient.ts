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

/** A kind of the Kubernetes API. @public */
export interface KindRef {
  /** `v1`, `networking.k8s.io/v1`. */
  apiVersion: string;
  kind: string;
}

/** Where an object lives. @public */
export interface ObjectRef extends KindRef {
  /** Left out for objects of the whole cluster. */
  namespace?: string;
  name: string;
}

/** What tells an object from others of its name, without its content. @public */
export interface ObjectIdentity {
  uid?: string;
  /** ISO 8601. */
  createdAt?: string;
  labels: Readonly<Record<string, string>>;
  /** Of a Secret: the Certificate for which cert-manager has made it. */
  certificateName?: string;
}

/** How long and until when a request may run. @public */
export interface RequestOptions {
  signal?: AbortSignal;
}

/** How one server-side apply is to be made. @public */
export interface ApplyOptions extends RequestOptions {
  fieldManager: string;
  /** Take over fields of other managers. Only ever by the user's word. */
  force?: boolean;
  dryRun?: boolean;
  /**
   * The object is not there: make it by a plain creation. The field manager owns
   * it by an update then, until it is applied.
   */
  creates?: boolean;
}

/** @public */
export interface ServesOptions extends RequestOptions {
  /**
   * Asks for a kind that this client has just brought by itself: it is served
   * before it is listed. Costs the server what the first request of a kind does.
   */
  directly?: boolean;
}

/** How one JSON patch is to be made. @public */
export interface PatchOptions extends RequestOptions {
  fieldManager?: string;
  dryRun?: boolean;
}

/** @public */
export interface ListOptions extends RequestOptions {
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
  /** Refuse to read more objects than this. Default 20,000. */
  maxObjects?: number;
}

/** @public */
export interface DeleteOptions extends RequestOptions {
  /** Deletes only this very object, not one of the same name made since. */
  uid?: string;
  propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
}

/** What an account may do, or may not, as RBAC names it. @public */
export interface ResourceAccess {
  verb: string;
  /** Empty for the core group. */
  apiGroup: string;
  /** `networkpolicies` */
  resource: string;
  /** Left out for the whole cluster. */
  namespace?: string;
  /** Left out where every object is meant. */
  name?: string;
}

/** One operation of a JSON patch (RFC 6902). @public */
export interface JsonPatchOperation {
  op: 'add' | 'remove' | 'replace' | 'test';
  path: string;
  value?: unknown;
}

/**
 * One Kubernetes API server. Sends and returns JSON as it is: no model classes,
 * so no field is lost on the way (`ingress[].from` of a NetworkPolicy, for one).
 * Errors are `KubernetesApiError`s with the server's `Status`.
 * @public
 */
export interface ClusterClient {
  readonly clusterName: string;
  version(
    options?: RequestOptions,
  ): Promise<{ major: string; minor: string; gitVersion: string }>;
  /** Whether the server serves this kind now; asks anew when it did not before. */
  serves(kind: KindRef, options?: ServesOptions): Promise<boolean>;
  /** `undefined` when there is no such object, or no such kind. */
  get(
    ref: ObjectRef,
    options?: RequestOptions,
  ): Promise<KubernetesObject | undefined>;
  /** Whether there is such an object. Its content stays on the server: this may be asked of Secrets. */
  exists(ref: ObjectRef, options?: RequestOptions): Promise<boolean>;
  /** Which object that is; `undefined` when there is none. As of `exists`, its content stays on the server. */
  identify(
    ref: ObjectRef,
    options?: RequestOptions,
  ): Promise<ObjectIdentity | undefined>;
  /** All pages of a list; `undefined` when the server does not know the kind. */
  list(
    kind: KindRef,
    options?: ListOptions,
  ): Promise<KubernetesObject[] | undefined>;
  /** Server-side apply; answers with the object as it is stored then. */
  apply(
    object: KubernetesObject,
    options: ApplyOptions,
  ): Promise<KubernetesObject>;
  /** JSON patch; answers with the object as it is stored then. */
  patch(
    ref: ObjectRef,
    operations: readonly JsonPatchOperation[],
    options?: PatchOptions,
  ): Promise<KubernetesObject>;
  /** Deletes the object; it is no error when it is gone already. */
  delete(ref: ObjectRef, options?: DeleteOptions): Promise<void>;
  /**
   * Whether the account may do it, by a SelfSubjectAccessReview: to ask that takes
   * no right.
   * @throws where the server can't tell.
   */
  isAllowed(access: ResourceAccess, options?: RequestOptions): Promise<boolean>;
}
