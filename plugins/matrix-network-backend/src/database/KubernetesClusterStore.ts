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

import { ClusterFacts } from '@matrix-network/backstage-plugin-matrix-network-common';

/** What one look at a Kubernetes cluster came to. */
export interface KubernetesClusterLook {
  name: string;
  reachable: boolean;
  kubernetesVersion?: string;
  /** Why it is not reachable, or what it does not tell. */
  message?: string;
  /** The last facts that could be read. */
  facts?: ClusterFacts;
}

/** The last look at each Kubernetes cluster, shared by all replicas. */
export interface KubernetesClusterStore {
  list(): Promise<KubernetesClusterLook[]>;
  get(name: string): Promise<KubernetesClusterLook | undefined>;
  /** Keeps the facts of earlier looks where this one has none. */
  record(look: KubernetesClusterLook): Promise<void>;
  /** Removes the looks at all other clusters. */
  retain(names: string[]): Promise<void>;
}
