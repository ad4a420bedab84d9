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
import { refOf } from '../cluster/refOf';
import { isOurs } from '../stack/isOurs';
import { adoptFields } from './adoptFields';
import { assertStays } from './beingDeleted';
import { conflictsIn, foreignOwner } from './conflicts';
import { explainNodePort } from './explainNodePort';
import { isUnchanged } from './isUnchanged';
import { leaveToAutoscaler } from './leaveToAutoscaler';
import { missingFields } from './missingFields';
import { namesNodePorts } from './namesNodePorts';

/** What became of one object. */
export type ObjectOutcome =
  | {
      result: 'created' | 'changed' | 'unchanged';
      /** Of the object as it is stored, where it is known. */
      uid?: string;
    }
  | { result: 'conflict'; conflicts: ApplyConflict[] };

interface ApplyObjectOptions {
  client: ClusterClient;
  /** The user's word that fields of others may be taken over. */
  force: boolean;
  signal?: AbortSignal;
  /** Reads the object as it is on the cluster. Default a request of its own. */
  readLive?: () => Promise<KubernetesObject | undefined>;
}

/** @throws where the server has changed, or left out, what was sent. */
export function assertStored(
  sent: KubernetesObject,
  stored: KubernetesObject,
): void {
  const missing = missingFields(sent, stored);
  if (missing.length > 0) {
    throw new Error(
      `the server stored something else than was sent: ${missing
        .slice(0, 5)
        .join(', ')}`,
    );
  }
}

/**
 * A kube-apiserver whose client goes away during an apply keeps the NodePorts of
 * a Service that it then does not store, for minutes; during a plain creation it
 * gives them back. What it stores is ours by an update, not yet by an apply.
 */
function create(
  service: KubernetesObject,
  client: ClusterClient,
): Promise<KubernetesObject> {
  return client.apply(service, { fieldManager: FIELD_MANAGER, creates: true });
}

/** Applies one object, and holds what the server stored against what was sent. */
export async function applyObject(
  object: KubernetesObject,
  options: ApplyObjectOptions,
): Promise<ObjectOutcome> {
  const { client, force, signal } = options;
  const { readLive = () => client.get(refOf(object), { signal }) } = options;
  const live = await readLive();
  if (live) {
    assertStays(live);
  }
  const foreign = live && !force ? foreignOwner(object, live) : undefined;
  if (foreign) {
    return { result: 'conflict', conflicts: foreign };
  }
  const { object: sent, isLeftover } = await leaveToAutoscaler(
    object,
    live,
    options,
  );
  try {
    signal?.throwIfAborted();
    // From here on never cut off half-way.
    const stored =
      live ?? (namesNodePorts(sent) ? await create(sent, client) : undefined);
    if (stored && (force || isOurs(stored))) {
      await adoptFields(stored, {
        client,
        takesOver: force,
        dropsAutoscaler: isLeftover,
      });
    }
    const after = await client.apply(sent, {
      fieldManager: FIELD_MANAGER,
      force,
    });
    assertStays(after);
    assertStored(sent, after);
    const { uid } = after.metadata;
    if (!live) {
      return { result: 'created', uid };
    }
    return { result: isUnchanged(live, after) ? 'unchanged' : 'changed', uid };
  } catch (error) {
    const conflicts = conflictsIn(error, object);
    if (conflicts) {
      return { result: 'conflict', conflicts };
    }
    throw await explainNodePort(error, object, options);
  }
}
