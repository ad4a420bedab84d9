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
import { ClusterClient } from '../cluster';
import { refOf } from '../cluster/TransportClusterClient';
import { conflictsIn, foreignOwner } from './conflicts';
import { isUnchanged } from './isUnchanged';
import { missingFields } from './missingFields';
import { describeObject } from './describeObject';

/** What became of one object. */
export type ObjectOutcome =
  | { result: 'created' | 'changed' | 'unchanged' }
  | { result: 'conflict'; conflicts: ApplyConflict[] };

/** Applies one object, and holds what the server stored against what was sent. */
export async function applyObject(
  object: KubernetesObject,
  options: { client: ClusterClient; force: boolean; signal?: AbortSignal },
): Promise<ObjectOutcome> {
  const { client, force, signal } = options;
  const before = await client.get(refOf(object), { signal });
  const foreign = before && !force ? foreignOwner(before) : undefined;
  if (foreign) {
    return { result: 'conflict', conflicts: foreign };
  }
  try {
    const after = await client.apply(object, {
      fieldManager: FIELD_MANAGER,
      force,
      signal,
    });
    assertStored(object, after);
    if (!before) {
      return { result: 'created' };
    }
    return { result: isUnchanged(before, after) ? 'unchanged' : 'changed' };
  } catch (error) {
    const conflicts = conflictsIn(error, object);
    if (conflicts) {
      return { result: 'conflict', conflicts };
    }
    throw error;
  }
}

function assertStored(sent: KubernetesObject, stored: KubernetesObject): void {
  const missing = missingFields(sent, stored);
  if (missing.length > 0) {
    throw new Error(
      `The server stored something else than was sent for ${describeObject(
        sent,
      )}: ${missing.slice(0, 5).join(', ')}`,
    );
  }
}
