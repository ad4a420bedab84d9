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
import { parseKubernetesObject } from '../cluster/objectSchema';
import { refOf } from '../cluster/refOf';
import { FieldSet, unionOf, withoutFields } from './fieldSets';
import { isAutoscalers } from './leaveToAutoscaler';

const CLIENT_SIDE_APPLY = 'kubectl-client-side-apply';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Hands the fields of the engine's own creation over to the apply engine's
 * manager and, where the user wants the object taken over, those that `kubectl
 * apply` (without `--server-side`) wrote. Without that they would keep their old
 * owner, and a field which the stack does not have would stay for ever.
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#upgrading-from-client-side-apply-to-server-side-apply
 */
export async function adoptFields(
  live: KubernetesObject,
  options: {
    client: ClusterClient;
    /** The user's word. Without it, a field of others that differs is a conflict. */
    takesOver: boolean;
    /** What an autoscaler owned is nobody's: it is gone. */
    dropsAutoscaler?: boolean;
  },
): Promise<KubernetesObject> {
  const { client, takesOver, dropsAutoscaler = false } = options;
  const entries = live.metadata.managedFields ?? [];
  const kept = dropsAutoscaler
    ? entries.filter(entry => !isAutoscalers(entry))
    : entries;
  const managedFields =
    migrated(kept, takesOver) ??
    (kept.length < entries.length ? kept : undefined);
  if (!managedFields) {
    return live;
  }
  return client.patch(
    refOf(live),
    [
      // Somebody else's write in between would be lost otherwise: it makes a conflict, and is worth another try.
      {
        op: 'replace',
        path: '/metadata/resourceVersion',
        value: live.metadata.resourceVersion,
      },
      { op: 'replace', path: '/metadata/managedFields', value: managedFields },
      ...(takesOver ? removeLastApplied(live) : []),
    ],
    { fieldManager: FIELD_MANAGER },
  );
}

/**
 * What is left of an object after an apply that follows {@link adoptFields}: the
 * fields that are handed over, and neither applied nor anybody else's, go.
 *
 * @param after - what the apply would leave by itself
 */
export function withoutGivenUp(
  live: KubernetesObject,
  after: KubernetesObject,
  { takesOver }: { takesOver: boolean },
): KubernetesObject {
  const isGiven = (entry: ManagedFieldsEntry) => isHandedOver(entry, takesOver);
  const given = fieldsOf((live.metadata.managedFields ?? []).filter(isGiven));
  const others = (after.metadata.managedFields ?? []).filter(
    entry => !isGiven(entry),
  );
  return parseKubernetesObject(withoutFields(after, given, fieldsOf(others)));
}

function fieldsOf(entries: readonly ManagedFieldsEntry[]): FieldSet {
  return entries
    .map(({ fieldsV1 }) => fieldsV1 ?? {})
    .reduce<FieldSet>(unionOf, {});
}

function removeLastApplied(live: KubernetesObject) {
  if (live.metadata.annotations?.[LAST_APPLIED] === undefined) {
    return [];
  }
  const key = LAST_APPLIED.replace(/\//g, '~1');
  return [{ op: 'remove' as const, path: `/metadata/annotations/${key}` }];
}

function isHandedOver(
  { manager, operation, subresource }: ManagedFieldsEntry,
  takesOver: boolean,
): boolean {
  const isCreation = manager === FIELD_MANAGER && operation === 'Update';
  const isTakenOver = takesOver && manager === CLIENT_SIDE_APPLY;
  return !subresource && (isTakenOver || isCreation);
}

function isApplied(entry: ManagedFieldsEntry): boolean {
  const { manager, operation, subresource } = entry;
  return manager === FIELD_MANAGER && operation === 'Apply' && !subresource;
}

/** `undefined` when there is nothing to hand over. */
function migrated(
  entries: readonly ManagedFieldsEntry[],
  takesOver: boolean,
): ManagedFieldsEntry[] | undefined {
  const old = entries.filter(entry => isHandedOver(entry, takesOver));
  if (old.length === 0) {
    return undefined;
  }
  const own = [...old, ...entries.filter(isApplied)];
  const merged: ManagedFieldsEntry = {
    ...own[own.length - 1],
    manager: FIELD_MANAGER,
    operation: 'Apply',
    fieldsV1: fieldsOf(own),
  };
  return [merged, ...entries.filter(entry => !own.includes(entry))];
}
