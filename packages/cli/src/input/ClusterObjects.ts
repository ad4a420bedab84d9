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
  InstalledComponents,
  KubernetesObject,
  NamespaceSnapshot,
  NetworkPolicy,
  PolicyNode,
  PodSnapshot,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { Location } from './InputProblems';
import { PodSource } from './podsToJudge';
import { SourceObject } from './SourceObject';

/** What files say of a cluster's network. */
export interface ClusterObjects {
  namespaces: NamespaceSnapshot[];
  /** All there are: an address that none of them has is no node's. */
  nodes: PolicyNode[];
  /** Pods, and one for each workload that has none. */
  pods: PodSnapshot[];
  /** What pods come from: each object with a pod or its template, none that another of them has made. */
  workloads: readonly PodSource[];
  policies: NetworkPolicy[];
  adminPolicies: KubernetesObject[];
  /** Specs of Matrix clusters (kind `MatrixCluster`). */
  specs: SourceObject[];
  /** What stacks among the files were rendered to use in place of their own. */
  installed: InstalledComponents;
  /** What a person should know of, with its place. */
  warnings: string[];
  /** Where a field of a policy stands; undefined for a policy that no file has. */
  locatePolicy(
    policy: { kind: string; namespace?: string; name: string },
    path: string,
  ): Location | undefined;
}
