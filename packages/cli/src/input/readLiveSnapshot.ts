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
  Snapshot,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { readSnapshot } from '@matrix-network/backstage-plugin-matrix-network-node';
import { askCluster, ClusterOptions } from './clusterClient';

/** Longest that reading a cluster may take. */
const TIMEOUT_MS = 120_000;

/** What a live cluster says, and which one it is: `kubeconfig:12:3: context eu (https://…)`. */
export async function readLiveSnapshot(
  spec: StackSpec,
  options: ClusterOptions & { now: Date },
): Promise<{ snapshot: Snapshot; place: string }> {
  return askCluster(options, async (client, place) => ({
    place,
    snapshot: await readSnapshot(client, spec, {
      now: options.now,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }),
  }));
}
