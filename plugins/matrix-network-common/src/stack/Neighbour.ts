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

import { ingressReplicasFor } from '../spec/ingressReplicas';
import { StackSpec } from '../spec/StackSpec';

/**
 * Another Matrix cluster of which something is on the same Kubernetes cluster: both
 * share one ingress controller, one cert-manager and the ClusterIssuers.
 * @public
 */
export interface Neighbour {
  /** Of its newest apply there of which something went in, be it through or not. */
  spec: StackSpec;
  /** Its first apply began before that of this one. */
  older: boolean;
}

/** Concurrent users (CCU) that a shared ingress controller serves: of all Matrix clusters together. @public */
export function sharedCcu(
  spec: Pick<StackSpec, 'targetCcu'>,
  neighbours: readonly Pick<Neighbour, 'spec'>[],
): number {
  return neighbours.reduce(
    (sum, { spec: { targetCcu } }) => sum + targetCcu,
    spec.targetCcu,
  );
}

/** Replicas of the ingress controller that all Matrix clusters of a Kubernetes cluster share; null where one runs on each node. @public */
export function sharedIngressReplicas(
  spec: StackSpec,
  neighbours: readonly Neighbour[],
): number | null {
  return spec.ingress.exposure === 'nodeLocal'
    ? null
    : ingressReplicasFor(sharedCcu(spec, neighbours)).replicas;
}
