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

import { Entity } from '@backstage/catalog-model';
import {
  MATRIX_CLUSTER_ANNOTATION,
  WORKLOAD_ANNOTATION,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** The Component of a workload. */
export function workloadEntity(
  matrixCluster: string,
  workload: string,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: workload,
      namespace: matrixCluster,
      annotations: {
        [MATRIX_CLUSTER_ANNOTATION]: matrixCluster,
        [WORKLOAD_ANNOTATION]: workload,
      },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'guests' },
  };
}

/** The System of a Matrix cluster. */
export function systemEntity(matrixCluster: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: {
      name: matrixCluster,
      namespace: matrixCluster,
      annotations: { [MATRIX_CLUSTER_ANNOTATION]: matrixCluster },
    },
    spec: { owner: 'guests' },
  };
}

/** The Resource of a Kubernetes cluster. */
export function kubernetesClusterEntity(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, namespace: 'default' },
    spec: { type: 'kubernetes-cluster', owner: 'guests' },
  };
}
