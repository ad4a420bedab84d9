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
  KubernetesObject,
  StackSpec,
  STACK_LABEL,
  STAGE_LABEL,
  StageId,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** Label by which Backstage's Kubernetes tab finds objects. */
export const KUBERNETES_ID_LABEL = 'backstage.io/kubernetes-id';
export const MANAGED_BY_LABEL = 'app.kubernetes.io/managed-by';
/** Value of {@link MANAGED_BY_LABEL} on every object of a stack. */
export const MANAGED_BY = 'matrix-network';

/** Marks an object as belonging to one Matrix cluster. */
export function ownedBy(
  spec: StackSpec,
  stage: StageId,
): (object: KubernetesObject) => KubernetesObject {
  return withLabels({
    [MANAGED_BY_LABEL]: MANAGED_BY,
    [STACK_LABEL]: spec.name,
    [STAGE_LABEL]: stage,
    [KUBERNETES_ID_LABEL]: spec.name,
  });
}

/**
 * Marks an object that all Matrix clusters of a Kubernetes cluster share: it
 * names no single owner, over which two specs would fight.
 */
export function shared(
  stage: StageId,
): (object: KubernetesObject) => KubernetesObject {
  return withLabels({
    [MANAGED_BY_LABEL]: MANAGED_BY,
    [STAGE_LABEL]: stage,
  });
}

function withLabels(
  labels: Record<string, string>,
): (object: KubernetesObject) => KubernetesObject {
  return object => ({
    ...object,
    metadata: {
      ...object.metadata,
      labels: { ...object.metadata.labels, ...labels },
    },
  });
}
