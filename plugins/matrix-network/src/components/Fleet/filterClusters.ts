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
  HealthStatus,
  MatrixClusterSummary,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** What the fleet page is narrowed down to. */
export interface FleetFilter {
  /** Words that must all occur in name, domain, Kubernetes cluster or namespace. */
  search: string;
  status: HealthStatus | 'all';
}

/** Keeps the order, which is worst first. */
export function filterClusters(
  clusters: readonly MatrixClusterSummary[],
  filter: FleetFilter,
): MatrixClusterSummary[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return clusters.filter(cluster => {
    const text = [
      cluster.name,
      cluster.domain,
      cluster.kubernetesCluster,
      cluster.namespace,
    ]
      .join(' ')
      .toLowerCase();
    const statusFits =
      filter.status === 'all' || filter.status === cluster.status;
    return statusFits && words.every(word => text.includes(word));
  });
}
