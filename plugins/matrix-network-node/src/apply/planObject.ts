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

import {
  ApplyConflict,
  FIELD_MANAGER,
  KubernetesObject,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterClient, isTransient, KubernetesApiError } from '../cluster';
import { refOf } from '../cluster/refOf';
import { changedFields } from './changedFields';
import { conflictsIn, foreignOwner } from './conflicts';
import { isUnchanged } from './isUnchanged';
import { leaveToAutoscaler } from './leaveToAutoscaler';

/** What applying an object would do. @public */
export type PlannedAction =
  | { action: 'create' }
  | { action: 'unchanged' }
  /** Paths of the fields that would change; empty when only their ownership does. */
  | { action: 'change'; fields: string[] }
  | { action: 'conflict'; conflicts: ApplyConflict[] }
  /** It could not be told beforehand: its kind or namespace comes earlier in the stack, or a webhook does not answer yet. */
  | { action: 'undecided'; reason: string };

/** Asks the server what an apply would do; nothing is stored. */
export async function planObject(
  object: KubernetesObject,
  options: { client: ClusterClient; force: boolean; signal?: AbortSignal },
): Promise<PlannedAction> {
  const { client, force, signal } = options;
  const live = await client.get(refOf(object), { signal });
  if (!live) {
    return { action: 'create' };
  }
  const foreign = force ? undefined : foreignOwner(live);
  if (foreign) {
    return { action: 'conflict', conflicts: foreign };
  }
  try {
    const after = await client.apply(leaveToAutoscaler(object, live), {
      fieldManager: FIELD_MANAGER,
      force,
      dryRun: true,
      signal,
    });
    return isUnchanged(live, after)
      ? { action: 'unchanged' }
      : { action: 'change', fields: changedFields(live, after) };
  } catch (error) {
    const conflicts = conflictsIn(error, object);
    if (conflicts) {
      return { action: 'conflict', conflicts };
    }
    if (isTransient(error) || isNotYetThere(error)) {
      return { action: 'undecided', reason: error.message };
    }
    throw error;
  }
}

function isNotYetThere(error: unknown): error is KubernetesApiError {
  return error instanceof KubernetesApiError && error.statusCode === 404;
}
