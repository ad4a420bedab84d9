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

type Listing = PromiseSettledResult<ClusterSummary[]>;

/**
 * Several sources of clusters as one. Where two know a cluster of the same
 * name, the earlier one answers. A source that can't list its clusters takes
 * none of the others' away.
 * @public
 */
export function combineClusterAccess(
  sources: readonly ClusterAccess[],
): ClusterAccess {
  const listedLast = new Map<ClusterAccess, ClusterSummary[]>();
  const listAll = async () =>
    Promise.allSettled(
      sources.map(async source => {
        const clusters = await source.list();
        listedLast.set(source, clusters);
        return clusters;
      }),
    );
  return {
    async list() {
      const lists = await listAll();
      const failure = lists.find(isRejected);
      if (failure && lists.every(isRejected)) {
        throw failure.reason;
      }
      const byName = new Map<string, ClusterSummary>();
      for (const cluster of lists.flatMap(clustersOf)) {
        if (!byName.has(cluster.name)) {
          byName.set(cluster.name, cluster);
        }
      }
      return [...byName.values()];
    },
    async client(clusterName) {
      const lists = await listAll();
      // One that does not answer now keeps its names: no other cluster stands in for its own.
      const source = sources.find(each =>
        listedLast.get(each)?.some(({ name }) => name === clusterName),
      );
      if (!source) {
        throw whyUnknown(clusterName, lists);
      }
      return source.client(clusterName);
    },
  };
}

function clustersOf(list: Listing): ClusterSummary[] {
  return list.status === 'fulfilled' ? list.value : [];
}

function isRejected(list: Listing): list is PromiseRejectedResult {
  return list.status === 'rejected';
}

/** A source that could not be asked may be the one that knows it. */
function whyUnknown(clusterName: string, lists: readonly Listing[]): unknown {
  const failure = lists.find(isRejected);
  const known = lists.flatMap(clustersOf).map(({ name }) => name);
  return failure
    ? failure.reason
    : unknownCluster(clusterName, [...new Set(known)]);
}
