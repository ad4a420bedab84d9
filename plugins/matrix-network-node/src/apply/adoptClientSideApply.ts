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
  FIELD_MANAGER,
  KubernetesObject,
  ManagedFieldsEntry,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterClient } from '../cluster';
import { refOf } from '../cluster/refOf';

const CLIENT_SIDE_APPLY = 'kubectl-client-side-apply';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Hands the fields that `kubectl apply` (without `--server-side`) wrote over to
 * the apply engine's manager. Without that they would keep their old owner, and a
 * field which the stack does not have would stay for ever.
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#upgrading-from-client-side-apply-to-server-side-apply
 */
export async function adoptClientSideApply(
  live: KubernetesObject,
  { client }: { client: ClusterClient },
): Promise<KubernetesObject> {
  const managedFields = migrated(live.metadata.managedFields ?? []);
  if (!managedFields) {
    return live;
  }
  return client.patch(
    refOf(live),
    [
      // Somebody else's write in between would be lost otherwise.
      {
        op: 'test',
        path: '/metadata/resourceVersion',
        value: live.metadata.resourceVersion,
      },
      { op: 'replace', path: '/metadata/managedFields', value: managedFields },
      ...removeLastApplied(live),
    ],
    { fieldManager: FIELD_MANAGER },
  );
}

function removeLastApplied(live: KubernetesObject) {
  if (live.metadata.annotations?.[LAST_APPLIED] === undefined) {
    return [];
  }
  const key = LAST_APPLIED.replace(/\//g, '~1');
  return [{ op: 'remove' as const, path: `/metadata/annotations/${key}` }];
}

/** `undefined` when there is nothing to hand over. */
function migrated(
  entries: readonly ManagedFieldsEntry[],
): ManagedFieldsEntry[] | undefined {
  const old = entries.find(
    ({ manager, subresource }) => manager === CLIENT_SIDE_APPLY && !subresource,
  );
  if (!old) {
    return undefined;
  }
  const isOurs = ({ manager, operation, subresource }: ManagedFieldsEntry) =>
    manager === FIELD_MANAGER && operation === 'Apply' && !subresource;
  const own = entries.find(isOurs);
  const merged: ManagedFieldsEntry = {
    ...old,
    ...own,
    manager: FIELD_MANAGER,
    operation: 'Apply',
    fieldsV1: union(old.fieldsV1 ?? {}, own?.fieldsV1 ?? {}),
  };
  const others = entries.filter(entry => entry !== old && !isOurs(entry));
  return [merged, ...others];
}

/** Field sets are nested maps whose keys name fields; their union is that of the keys. */
function union(
  one: Record<string, unknown>,
  other: Record<string, unknown>,
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const known = merged[key];
    merged[key] = isSet(known) && isSet(value) ? union(known, value) : value;
  }
  return merged;
}

function isSet(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
