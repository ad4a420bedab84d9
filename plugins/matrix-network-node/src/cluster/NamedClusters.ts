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

import { NotFoundError } from '@backstage/errors';
import { ClusterAccess, ClusterSummary } from './ClusterAccess';
import { ClusterClient } from './ClusterClient';

/** A cluster, and how to make the client for it when it is first asked for. */
export interface NamedCluster extends ClusterSummary {
  createClient(): ClusterClient;
}

/** A fixed set of clusters. Clients are made once each, when first asked for. */
export class NamedClusters implements ClusterAccess {
  readonly #clusters: ReadonlyMap<string, NamedCluster>;
  readonly #clients = new Map<string, ClusterClient>();

  /** Of two clusters with the same name, the first one counts. */
  constructor(clusters: readonly NamedCluster[]) {
    this.#clusters = new Map(
      [...clusters].reverse().map(cluster => [cluster.name, cluster]),
    );
  }

  async list(): Promise<ClusterSummary[]> {
    return [...this.#clusters.values()]
      .map(({ name, title }) => ({ name, title }))
      .reverse();
  }

  async client(clusterName: string): Promise<ClusterClient> {
    const known = this.#clients.get(clusterName);
    if (known) {
      return known;
    }
    const cluster = this.#clusters.get(clusterName);
    if (!cluster) {
      throw unknownCluster(clusterName, [...this.#clusters.keys()].reverse());
    }
    const client = cluster.createClient();
    this.#clients.set(clusterName, client);
    return client;
  }
}

/** The error for a cluster name that nobody knows, with the names that are known. */
export function unknownCluster(
  clusterName: string,
  known: readonly string[],
): NotFoundError {
  const names = known.length > 0 ? known.join(', ') : 'none are configured';
  return new NotFoundError(
    `There is no Kubernetes cluster '${clusterName}'; known clusters: ${names}`,
  );
}
