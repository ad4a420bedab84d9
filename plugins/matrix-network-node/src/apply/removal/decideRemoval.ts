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
  MissingRight,
  STACK_LABEL,
  StageId,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ObjectIdentity } from '../../cluster';
import { MANAGED_BY, MANAGED_BY_LABEL } from '../../stack/labels';
import { describeEntry, entryKey, InventoryEntry } from './InventoryEntry';

/** Another Matrix cluster on the same Kubernetes cluster, and what it needs. @public */
export interface NeighbourInventory {
  matrixCluster: string;
  /** What its newest apply put there; empty where that was never recorded. */
  entries: readonly InventoryEntry[];
  /** Stages whose shared objects it needs, even where it did not put them there itself. */
  needs: readonly StageId[];
}

/** What a decision is made from, beside the object. */
export interface RemovalContext {
  matrixCluster: string;
  /** What the user named: `Namespace matrix`. */
  also: ReadonlySet<string>;
  neighbours: readonly NeighbourInventory[];
}

/** What is to become of one object of an earlier apply. @public */
export type RemovalDecision =
  /** Only this very object, where its uid is known. `forbidden`: the account may not. */
  | { action: 'delete'; uid?: string; forbidden?: MissingRight }
  | { action: 'gone' }
  /** `unread`: the account may not look whether it is ours, and would be deleted. */
  | {
      action: 'keep';
      reason: string;
      needsWord?: boolean;
      unread?: MissingRight;
    };

/** Deleting one of these takes with it what others have put there, or can't be made again. */
const onlyWhenNamed: Readonly<Record<string, string>> = {
  Namespace: 'all that is in it would go with it',
  CustomResourceDefinition: 'all objects of its kind would go with it',
  Secret: 'what is in it can not be made again',
};

/** Whether an object stays unless the user names it. */
export function goesOnlyWhenNamed({ kind }: InventoryEntry): boolean {
  return onlyWhenNamed[kind] !== undefined;
}

/** Write for themselves, whoever made the object. */
const controllers = /^(kube-controller-manager|kube-apiserver)$/;

/**
 * Whether an object may be deleted: only what is recorded as ours, carries our
 * label and was applied by us; never by its name alone.
 *
 * @param live - `undefined` when it is not there any more; of a Secret, which is never read, only which one it is
 */
export function decideRemoval(
  entry: InventoryEntry,
  live: KubernetesObject | ObjectIdentity | undefined,
  context: RemovalContext,
): RemovalDecision {
  if (live === undefined) {
    return { action: 'gone' };
  }
  const user = userOf(entry, context.neighbours);
  if (user !== undefined) {
    return { action: 'keep', reason: user };
  }
  const objection =
    'metadata' in live
      ? whyNotOurs(entry, live, context)
      : whyNotMadeForUs(entry, live, context);
  if (objection !== undefined) {
    return { action: 'keep', reason: objection };
  }
  const why = onlyWhenNamed[entry.kind];
  if (why !== undefined && !context.also.has(describeEntry(entry))) {
    return {
      action: 'keep',
      reason: `A ${entry.kind} is deleted only when it is named: ${why}`,
      needsWord: true,
    };
  }
  const { uid } = 'metadata' in live ? live.metadata : live;
  return { action: 'delete', uid };
}

/** Who else needs a shared object; `undefined` when nobody does. */
export function userOf(
  entry: InventoryEntry,
  neighbours: readonly NeighbourInventory[],
): string | undefined {
  const user = neighbours.find(neighbour => needs(neighbour, entry));
  if (user) {
    return `Matrix cluster ${user.matrixCluster} uses it`;
  }
  const unknown = neighbours.find(({ entries }) => entries.length === 0);
  return unknown && entry.ownership !== 'own'
    ? `Matrix cluster ${unknown.matrixCluster} on the same Kubernetes cluster may use it; apply that one once, so that it is known`
    : undefined;
}

function needs(
  { entries, needs: stages }: NeighbourInventory,
  entry: InventoryEntry,
): boolean {
  const key = entryKey(entry);
  if (entries.some(other => entryKey(other) === key)) {
    return true;
  }
  // It uses the component as it found it: one that this Matrix cluster has put there.
  return (
    entry.ownership !== 'own' &&
    stages.includes(entry.stage) &&
    !entries.some(({ stage }) => stage === entry.stage)
  );
}

function whyNotOurs(
  entry: InventoryEntry,
  live: KubernetesObject,
  { matrixCluster }: RemovalContext,
): string | undefined {
  const { labels = {}, managedFields = [], uid } = live.metadata;
  const isLabelled =
    entry.ownership === 'own'
      ? labels[STACK_LABEL] === matrixCluster
      : labels[MANAGED_BY_LABEL] === MANAGED_BY;
  if (!isLabelled) {
    return `It does not carry the label of ${
      entry.ownership === 'own' ? matrixCluster : MANAGED_BY
    } any more`;
  }
  const appliedByUs = managedFields.some(
    ({ manager, operation }) =>
      manager === FIELD_MANAGER && operation === 'Apply',
  );
  if (!appliedByUs) {
    return `Field manager ${FIELD_MANAGER} owns nothing of it any more`;
  }
  if (entry.uid !== undefined && entry.uid !== uid) {
    return 'It is not the object that was applied: somebody has made it anew';
  }
  return live.kind === 'Namespace' ? otherMaker(live) : undefined;
}

/** A Secret is made by others on the stack's behalf: labelled by a Certificate, or known by its uid since the last apply. */
function whyNotMadeForUs(
  entry: InventoryEntry,
  { uid, labels }: ObjectIdentity,
  { matrixCluster }: RemovalContext,
): string | undefined {
  if (labels[STACK_LABEL] === matrixCluster) {
    return undefined;
  }
  if (entry.uid === undefined) {
    return 'It is not recorded which Secret was made for the stack; apply once more, so that it is known';
  }
  return entry.uid === uid
    ? undefined
    : 'It is not the Secret that was made for the stack: it has been made anew since the last apply';
}

/** A Namespace that was there before the stack is its maker's. */
function otherMaker(live: KubernetesObject): string | undefined {
  const other = (live.metadata.managedFields ?? []).find(
    ({ manager, subresource }) =>
      manager !== undefined &&
      manager !== FIELD_MANAGER &&
      !subresource &&
      !controllers.test(manager),
  );
  return other && `${other.manager} has made it, or changed it`;
}
