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

import { Entity, isResourceEntity } from '@backstage/catalog-model';
import {
  MATRIX_CLUSTER_ANNOTATION,
  WORKLOAD_ANNOTATION,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** What the Network tab of an entity is about. */
export type EntityScope =
  | { kind: 'workload'; matrixCluster: string; workload: string }
  | { kind: 'matrixCluster'; matrixCluster: string }
  | {
      kind: 'kubernetesCluster';
      /** What the Kubernetes cluster may be called: an entity's name cannot hold every name, its title can. */
      names: readonly string[];
    };

/** `spec.type` of the Resources that stand for Kubernetes clusters, as Backstage uses it. */
export const KUBERNETES_CLUSTER_TYPE = 'kubernetes-cluster';

/**
 * Tells what of Matrix Network an entity stands for, or undefined where it
 * stands for nothing.
 */
export function entityScope(entity: Entity): EntityScope | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const matrixCluster = annotations[MATRIX_CLUSTER_ANNOTATION];
  const workload = annotations[WORKLOAD_ANNOTATION];
  if (isKubernetesCluster(entity)) {
    return {
      kind: 'kubernetesCluster',
      names: [entity.metadata.name, entity.metadata.title ?? ''],
    };
  }
  if (matrixCluster && workload) {
    return { kind: 'workload', matrixCluster, workload };
  }
  if (matrixCluster) {
    return { kind: 'matrixCluster', matrixCluster };
  }
  return undefined;
}

/**
 * Whether an entity has a Network tab: it carries the annotation
 * `matrix-network.io/matrix-cluster`, or it is a Kubernetes cluster.
 * @public
 */
export function isMatrixNetworkAvailable(entity: Entity): boolean {
  return entityScope(entity) !== undefined;
}

function isKubernetesCluster(entity: Entity): boolean {
  return (
    isResourceEntity(entity) && entity.spec.type === KUBERNETES_CLUSTER_TYPE
  );
}
