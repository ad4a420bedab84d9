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

/** Where an object lives. */
export interface ObjectRef {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** How one server-side apply is to be made. @public */
export interface ApplyOptions {
  fieldManager: string;
  /** Take over fields of other managers. Only ever by the user's word. */
  force?: boolean;
  dryRun?: boolean;
  signal?: AbortSignal;
}

/**
 * One Kubernetes API server. Sends and returns JSON as it is: no model classes,
 * so no field is lost on the way (`ingress[].from` of a NetworkPolicy, for one).
 * Errors are `KubernetesApiError`s with the server's `Status`.
 * @public
 */
export interface ClusterClient {
  readonly clusterName: string;
  version(options?: {
    signal?: AbortSignal;
  }): Promise<{ major: string; minor: string; gitVersion: string }>;
  get(
    ref: ObjectRef,
    options?: { signal?: AbortSignal },
  ): Promise<KubernetesObject | undefined>;
  /** All pages of a list; `undefined` when the server does not know the kind. */
  list(
    kind: { apiVersion: string; kind: string },
    options?: {
      namespace?: string;
      labelSelector?: string;
      fieldSelector?: string;
      signal?: AbortSignal;
      /** Refuse to read more objects than this. */
      maxObjects?: number;
    },
  ): Promise<KubernetesObject[] | undefined>;
  apply(
    object: KubernetesObject,
    options: ApplyOptions,
  ): Promise<KubernetesObject>;
  delete(
    ref: ObjectRef,
    options?: {
      signal?: AbortSignal;
      uid?: string;
      propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
    },
  ): Promise<void>;
}

/** Kubernetes clusters that Backstage can reach. @public */
export interface ClusterAccess {
  list(): Promise<{ name: string; title?: string }[]>;
  /** @throws NotFoundError naming the clusters there are. */
  client(clusterName: string): Promise<ClusterClient>;
}
