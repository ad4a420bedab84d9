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

import { ClusterAccess, ClusterSummary } from './ClusterAccess';
import { unknownCluster } from './NamedClusters';

/**
 * Several sources of clusters as one. Where two know a cluster of the same
 * name, the earlier one answers.
 * @public
 */
export function combineClusterAccess(
  sources: readonly ClusterAccess[],
): ClusterAccess {
  const listAll = async () => Promise.all(sources.map(source => source.list()));
  return {
    async list() {
      const byName = new Map<string, ClusterSummary>();
      for (const cluster of (await listAll()).flat()) {
        if (!byName.has(cluster.name)) {
          byName.set(cluster.name, cluster);
        }
      }
      return [...byName.values()];
    },
    async client(clusterName) {
      const lists = await listAll();
      const index = lists.findIndex(clusters =>
        clusters.some(({ name }) => name === clusterName),
      );
      if (index < 0) {
        throw unknownCluster(clusterName, [
          ...new Set(lists.flat().map(({ name }) => name)),
        ]);
      }
      return sources[index].client(clusterName);
    },
  };
}
