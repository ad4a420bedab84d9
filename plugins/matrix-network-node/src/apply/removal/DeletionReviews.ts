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

import { ResourceAccess } from '../../cluster';
import { resourceOf } from '../../rbac/resourceOf';
import { InventoryEntry } from './InventoryEntry';

/** Far more than a stack has kinds, namespaces and names; what is beyond is not asked for. */
const MAX_REVIEWS = 300;

/** What deleting an object takes, as the API server authorizes it. */
export function deletionOf(entry: InventoryEntry): ResourceAccess {
  const { kind, namespace, name } = entry;
  // The API server takes a Namespace for one of its own objects.
  const within = kind === 'Namespace' ? name : namespace;
  return {
    verb: 'delete',
    ...resourceOf(entry),
    ...(within && { namespace: within }),
    name,
  };
}

/**
 * Asks which objects the account may not delete. One review answers for all
 * objects of a kind in a namespace; only where that is denied, it may still be
 * allowed for some by their names. A review that fails forbids nothing: the
 * deletion itself says then what is amiss.
 */
export class DeletionReviews {
  readonly #isAllowed: (access: ResourceAccess) => Promise<boolean>;
  readonly #known = new Map<string, Promise<boolean>>();

  constructor(isAllowed: (access: ResourceAccess) => Promise<boolean>) {
    this.#isAllowed = isAllowed;
  }

  async mayDelete(entry: InventoryEntry): Promise<boolean> {
    const { name, ...all } = deletionOf(entry);
    return (await this.#ask(all)) || this.#ask({ ...all, name });
  }

  #ask(access: ResourceAccess): Promise<boolean> {
    const { apiGroup, resource, namespace, name } = access;
    const key = JSON.stringify([apiGroup, resource, namespace, name]);
    const known = this.#known.get(key);
    if (known) {
      return known;
    }
    if (this.#known.size >= MAX_REVIEWS) {
      return Promise.resolve(true);
    }
    const answer = this.#isAllowed(access).catch(() => true);
    this.#known.set(key, answer);
    return answer;
  }
}
