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
  describeEntry,
  InventoryEntry,
  RemovalStep,
  UnreadKind,
  UnrenderedObjects,
} from '@matrix-network/backstage-plugin-matrix-network-node';

/** What a checkout can know of an object that is no longer rendered: never that it would go. */
interface UnrenderedObject extends Omit<InventoryEntry, 'uid'> {
  /** `NetworkPolicy matrix/old-access` */
  object: string;
  /** What a prune of the portal would do. */
  portal: 'prunesIfRecorded' | 'keeps';
  /** Why it would be kept. */
  reason?: string;
}

const secrets: UnreadKind = {
  resource: 'secrets',
  reason: 'Secrets are never listed',
  lookedIn: [],
};

function objectOf({ entry, decision }: RemovalStep): UnrenderedObject {
  const { apiVersion, kind, namespace, name, stage, ownership } = entry;
  return {
    object: describeEntry(entry),
    ...{ apiVersion, kind },
    ...(namespace !== undefined && { namespace }),
    ...{ name, stage, ownership },
    ...(decision.action === 'keep'
      ? { portal: 'keeps', reason: decision.reason }
      : { portal: 'prunesIfRecorded' }),
  };
}

function lineOf({ object, ownership, reason }: UnrenderedObject): string {
  const whose =
    ownership === 'own'
      ? ''
      : ' (of what all Matrix clusters of the Kubernetes cluster share)';
  return reason === undefined
    ? `  - ${object}${whose}`
    : `  · ${object}${whose} would be kept: ${reason}`;
}

function unreadText({ resource, reason, lookedIn }: UnreadKind): string {
  return lookedIn.length > 0
    ? `${resource} (${reason}, but for namespaces ${lookedIn.join(', ')})`
    : `${resource} (${reason})`;
}

/** As JSON has it. */
export function unrenderedJson({ steps, unread }: UnrenderedObjects): {
  objects: UnrenderedObject[];
  unread: UnreadKind[];
} {
  return { objects: steps.map(objectOf), unread: [...unread, secrets] };
}

/** As a person reads it. */
export function unrenderedText(found: UnrenderedObjects): string {
  const { objects, unread } = unrenderedJson(found);
  return [
    objects.length > 0
      ? 'No longer rendered, and still there by their labels; the portal prunes those that its inventory records, this program removes nothing:'
      : 'Nothing was found by its labels that is no longer rendered',
    ...objects.map(lineOf),
    `Not looked through for it: ${unread.map(unreadText).join('; ')}`,
  ].join('\n');
}
