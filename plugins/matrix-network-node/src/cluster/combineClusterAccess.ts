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

import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import { ClusterAccess, ClusterSummary } from './ClusterAccess';
import { ClusterSource, Listing } from './ClusterSource';
import { unknownCluster } from './NamedClusters';

/** @public */
export interface CombineClusterAccessOptions {
  /**
   * Sources in which whoever may write to the catalog chooses the names. They come
   * last, and only once every other source has listed its clusters since the start:
   * until then none of their clusters is known not to bear another's name.
   */
  catalog?: readonly ClusterAccess[];
  /** Is told once which source does not list its clusters, and once that it does again. */
  logger?: Pick<LoggerService, 'info' | 'warn'>;
}

/**
 * Several sources of clusters as one. Where two know a cluster of the same
 * name, the earlier one answers, and the later ones are not asked. A source
 * that can't list its clusters takes none of the others' away, but for those of
 * the catalog while it has not listed its own at all.
 * @public
 */
export function combineClusterAccess(
  accesses: readonly ClusterAccess[],
  options: CombineClusterAccessOptions = {},
): ClusterAccess {
  const { catalog = [], logger } = options;
  const all = [...accesses, ...catalog].map(
    (access, index, { length }) =>
      new ClusterSource({
        access,
        label: labelOf(access, `${index + 1} of ${length}`),
        logger,
      }),
  );
  const owners = all.slice(0, accesses.length);
  const fromCatalog = all.slice(accesses.length);
  return {
    async list() {
      const lists = await Promise.all(all.map(source => source.list()));
      const failure = lists.find(isRejected);
      if (failure && lists.every(isRejected)) {
        throw failure.reason;
      }
      const counting = owners.every(({ listedOnce }) => listedOnce)
        ? lists
        : lists.slice(0, owners.length);
      const byName = new Map<string, ClusterSummary>();
      for (const cluster of counting.flatMap(clustersOf)) {
        if (!byName.has(cluster.name)) {
          byName.set(cluster.name, cluster);
        }
      }
      return [...byName.values()];
    },
    async client(clusterName) {
      const lists: Listing[] = [];
      const knowing = async (sources: readonly ClusterSource[]) => {
        for (const source of sources) {
          lists.push(await source.list());
          if (source.hasListed(clusterName)) {
            return source;
          }
        }
        return undefined;
      };
      const owner = await knowing(owners);
      if (owner) {
        return owner.client(clusterName);
      }
      if (fromCatalog.length > 0) {
        assertListed(owners, lists, clusterName);
      }
      const source = await knowing(fromCatalog);
      if (source) {
        return source.client(clusterName);
      }
      throw whyUnknown(clusterName, lists);
    },
  };
}

/** A name that a source owns must not fall to the catalog because the portal was started while that source is away. */
function assertListed(
  owners: readonly ClusterSource[],
  lists: readonly Listing[],
  clusterName: string,
): void {
  const index = owners.findIndex(({ listedOnce }) => !listedOnce);
  const list = lists[index];
  if (list && isRejected(list)) {
    throw new ServiceUnavailableError(
      `${
        owners[index].label
      } has not listed its Kubernetes clusters since the portal was started; '${clusterName}' may be one of them, and is not taken from the catalog before it has: ${
        toError(list.reason).message
      }`,
    );
  }
}

/** A backend module gives its clusters no name; its class has one, an object literal has none. */
function labelOf(access: ClusterAccess, position: string): string {
  const { name } = access.constructor;
  return `Source ${position}${name === 'Object' ? '' : ` (${name})`}`;
}

function clustersOf(list: Listing): readonly ClusterSummary[] {
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
