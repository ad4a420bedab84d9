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
  InventoryEntry,
  withBridges,
} from '@matrix-network/backstage-plugin-matrix-network-node';

/**
 * Whether one of the entries is on the cluster, with the label of the Matrix
 * cluster. What others share with it, or made for it, tells nothing of that.
 * What can't be looked at may be there. A bridge is in before the policies are,
 * and is found by them alone.
 */
export async function mayBeThere(
  entries: readonly InventoryEntry[],
  {
    client,
    matrixCluster,
    signal,
  }: { client: ClusterClient; matrixCluster: string; signal: AbortSignal },
): Promise<boolean> {
  const own = withBridges(entries).filter(
    ({ ownership }) => ownership === 'own',
  );
  for (const entry of own) {
    try {
      // The first that is found answers it, and mostly that is the Namespace.
      const found = await client.identify(entry, { signal });
      if (found?.labels[STACK_LABEL] === matrixCluster) {
        return true;
      }
    } catch {
      return true;
    }
  }
  return false;
}
