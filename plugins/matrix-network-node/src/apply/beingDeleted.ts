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
import { KubernetesApiError } from '../cluster';

/** What is written to such an object goes with it. */
export function isBeingDeleted({ metadata }: KubernetesObject): boolean {
  return metadata.deletionTimestamp !== undefined;
}

/**
 * An object that is being deleted is made anew once it is gone.
 * @throws what is worth another try, as the server's own refusal to create it would be
 */
export function assertStays(object: KubernetesObject): void {
  if (!isBeingDeleted(object)) {
    return;
  }
  const { finalizers = [] } = object.metadata;
  const holding =
    finalizers.length > 0
      ? `; its finalizers are ${finalizers.join(', ')}`
      : '';
  throw new KubernetesApiError({
    statusCode: 409,
    reason: 'AlreadyExists',
    message: `it is being deleted, and has to be gone before it is made anew${holding}`,
  });
}
