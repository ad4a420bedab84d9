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

/** What upstream's manifests of one component hold: anything else is refused. */
export interface ReleaseShape {
  /** Namespaces that its objects are in. */
  namespaces: readonly string[];
  /** Objects of every release, as {@link objectKey} writes them. */
  objects: readonly string[];
  /** Objects that only some releases have. */
  someHave: readonly string[];
  /** API groups that its webhooks may ask to be called for. */
  webhookGroups: readonly string[];
}

/** An object in a line: `apps/v1/Deployment namespace/name`. */
export function objectKey(object: {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
}): string {
  const { name, namespace } = object.metadata;
  const place = namespace === undefined ? name : `${namespace}/${name}`;
  return `${object.apiVersion}/${object.kind} ${place}`;
}

/** Keys of several objects of one kind. */
export function keys(kind: string, ...places: string[]): string[] {
  return places.map(place => `${kind} ${place}`);
}

/** API version of roles and their bindings. */
export const RBAC = 'rbac.authorization.k8s.io/v1';
