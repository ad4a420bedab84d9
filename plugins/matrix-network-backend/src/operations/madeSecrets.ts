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

import { STACK_LABEL } from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  ClusterClient,
  describeEntry,
  entryKey,
  InventoryEntry,
  ObjectIdentity,
} from '@matrix-network/backstage-plugin-matrix-network-node';

/** Where the Secrets of a stack are looked for. */
interface Cluster {
  client: ClusterClient;
  signal: AbortSignal;
}

/**
 * The entries without Secrets that were there before the stack: what would have
 * been made for it is somebody else's, and never recorded as its own.
 *
 * @param known - what is recorded already, of this Matrix cluster and its neighbours
 */
export async function withoutForeignSecrets(
  entries: readonly InventoryEntry[],
  known: readonly InventoryEntry[],
  { matrixCluster, ...cluster }: Cluster & { matrixCluster: string },
): Promise<InventoryEntry[]> {
  const recorded = new Set(known.map(entryKey));
  const isForeign = async (entry: InventoryEntry) => {
    if (entry.kind !== 'Secret' || recorded.has(entryKey(entry))) {
      return false;
    }
    const secret = await identify(entry, cluster);
    return secret !== undefined && secret.labels[STACK_LABEL] !== matrixCluster;
  };
  const foreign = await Promise.all(entries.map(isForeign));
  return entries.filter((_, index) => !foreign[index]);
}

/** The uids that the Secrets of the entries have now; an uninstall deletes just those. */
export async function secretUids(
  entries: readonly InventoryEntry[],
  cluster: Cluster,
): Promise<Map<string, string>> {
  const identified = await Promise.all(
    entries
      .filter(({ kind }) => kind === 'Secret')
      .map(async entry => {
        const uid = (await identify(entry, cluster))?.uid;
        return uid === undefined ? [] : [[describeEntry(entry), uid] as const];
      }),
  );
  return new Map(identified.flat());
}

/** An apply does not fail for a Secret that can't be looked up: it is kept then by an uninstall. */
async function identify(
  entry: InventoryEntry,
  { client, signal }: Cluster,
): Promise<ObjectIdentity | undefined> {
  try {
    return await client.identify(entry, { signal });
  } catch {
    return undefined;
  }
}
