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
  KubernetesObject,
  Stack,
  STACK_LABEL,
  STAGE_LABEL,
  StageId,
  stageIds,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import pLimit from 'p-limit';
import { ClusterClient, KubernetesApiError } from '../../cluster';
import { refOf } from '../../cluster/refOf';
import { resourceOf } from '../../rbac/resourceOf';
import { MANAGED_BY, MANAGED_BY_LABEL } from '../../stack/labels';
import { DEFAULT_CONCURRENCY } from '../planStack';
import { withBridges } from './bridgeEntries';
import { decideRemoval, NeighbourInventory } from './decideRemoval';
import { inRemovalOrder } from './inRemovalOrder';
import { entryKey, InventoryEntry, inventoryOf } from './InventoryEntry';
import { RemovalStep } from './planRemoval';
import { StackKind, stackKinds } from './stackKinds';

/** @public */
export interface FindUnrenderedOptions {
  client: ClusterClient;
  stack: Stack;
  neighbours?: readonly NeighbourInventory[];
  signal?: AbortSignal;
  concurrency?: number;
}

/** A kind of which not all objects could be looked through. @public */
export interface UnreadKind {
  /** `clusterroles.rbac.authorization.k8s.io` */
  resource: string;
  reason: string;
  /** Namespaces that could be looked through all the same. */
  lookedIn: string[];
}

/** What carries a stack's labels and is no part of it. @public */
export interface UnrenderedObjects {
  /** What a prune would do to each, if it is recorded; in the order of deletion. */
  steps: RemovalStep[];
  unread: UnreadKind[];
}

/** What one list came to. */
interface Listed {
  objects: KubernetesObject[];
  unread?: UnreadKind;
}

/**
 * What earlier applies have left on a cluster, for whoever has no record of them:
 * objects with the labels of the Matrix cluster, or of what all of a Kubernetes
 * cluster share, that the stack does not have any more. Labels can be copied, so
 * this is for people to read, and nothing to delete by. Only reads; Secrets are
 * not looked for.
 * @public
 */
export async function findUnrendered(
  options: FindUnrenderedOptions,
): Promise<UnrenderedObjects> {
  const { stack, neighbours = [] } = options;
  const stays = new Set(withBridges(inventoryOf(stack)).map(entryKey));
  const limit = pLimit(options.concurrency ?? DEFAULT_CONCURRENCY);
  const listed = await Promise.all(
    stackKinds.flatMap(kind =>
      selectorsFor(stack).map(labelSelector =>
        limit(() => listAll(kind, labelSelector, options)),
      ),
    ),
  );
  const context = {
    matrixCluster: stack.matrixCluster,
    neighbours,
    also: new Set<string>(),
  };
  const steps = listed
    .flatMap(({ objects }) => objects)
    .filter(isOfItself)
    .map(live => ({ live, entry: entryOf(live) }))
    .filter(({ entry }) => !stays.has(entryKey(entry)))
    .map(({ live, entry }) => ({
      entry,
      decision: decideRemoval(entry, live, context),
    }));
  return {
    steps: inRemovalOrder(steps).flat(),
    unread: eachOnce(listed.flatMap(({ unread }) => unread ?? [])),
  };
}

/** Its own objects, and those that name no Matrix cluster. */
function selectorsFor({ matrixCluster }: Stack): string[] {
  return [
    `${STACK_LABEL}=${matrixCluster}`,
    `${MANAGED_BY_LABEL}=${MANAGED_BY},!${STACK_LABEL}`,
  ];
}

/** What a controller has made goes and comes with its owner; what is being deleted goes already. */
function isOfItself({ metadata }: KubernetesObject): boolean {
  return (
    metadata.deletionTimestamp === undefined &&
    !metadata.ownerReferences?.some(({ controller }) => controller)
  );
}

function entryOf(live: KubernetesObject): InventoryEntry {
  const { labels = {} } = live.metadata;
  return {
    ...refOf(live),
    stage: stageOf(labels[STAGE_LABEL]),
    ownership: labels[STACK_LABEL] ? 'own' : 'shared',
  };
}

/** Of objects of a stage that this version does not know, nothing else hangs on. */
function stageOf(label: string | undefined): StageId {
  return stageIds.find(id => id === label) ?? 'policies';
}

async function listAll(
  kind: StackKind,
  labelSelector: string,
  options: FindUnrenderedOptions,
): Promise<Listed> {
  const whole = await tryList(kind, labelSelector, options);
  if (!whole.unread || !kind.isNamespaced) {
    return whole;
  }
  const objects: KubernetesObject[] = [];
  const lookedIn: string[] = [];
  for (const namespace of namespacesOf(options.stack)) {
    const part = await tryList(kind, labelSelector, options, namespace);
    if (!part.unread) {
      objects.push(...part.objects);
      lookedIn.push(namespace);
    }
  }
  return { objects, unread: { ...whole.unread, lookedIn } };
}

function namespacesOf({ stages }: Stack): string[] {
  const all = stages.flatMap(({ objects }) =>
    objects.flatMap(({ metadata }) => metadata.namespace ?? []),
  );
  return [...new Set(all)].sort();
}

/** One kind that may not be read costs nothing else. */
async function tryList(
  kind: StackKind,
  labelSelector: string,
  { client, signal }: FindUnrenderedOptions,
  namespace?: string,
): Promise<Listed> {
  try {
    const objects = await client.list(kind, {
      ...{ labelSelector, signal },
      ...(namespace !== undefined && { namespace }),
    });
    // Items of a list do not say of which kind they are on every server.
    const { apiVersion, kind: name } = kind;
    return {
      objects: (objects ?? []).map(object => ({
        ...object,
        apiVersion,
        kind: name,
      })),
    };
  } catch (error) {
    signal?.throwIfAborted();
    const { apiGroup, resource } = resourceOf(kind);
    return {
      objects: [],
      unread: {
        resource: apiGroup ? `${resource}.${apiGroup}` : resource,
        reason: reasonOf(error),
        lookedIn: [],
      },
    };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof KubernetesApiError && error.statusCode === 403) {
    return 'the account may not list them';
  }
  return error instanceof Error ? error.message : String(error);
}

function eachOnce(unread: readonly UnreadKind[]): UnreadKind[] {
  return unread.filter(
    ({ resource }, index) =>
      unread.findIndex(other => other.resource === resource) === index,
  );
}
