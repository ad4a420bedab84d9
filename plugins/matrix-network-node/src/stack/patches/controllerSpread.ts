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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  INGRESS_CONTROLLER,
  INGRESS_NAMESPACE,
  ingressPodLabels,
} from '../ingressNginx';
import {
  Patch,
  patchOne,
  podControllerSchema,
  withPodSpec,
} from '../manifests';

const spread = patchOne(
  { kind: 'Deployment', name: INGRESS_CONTROLLER, schema: podControllerSchema },
  deployment =>
    withPodSpec(deployment, {
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'kubernetes.io/hostname',
          // A cluster with fewer nodes than replicas must still get all of them.
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: ingressPodLabels },
        },
      ],
    }),
);

function disruptionBudget(): KubernetesObject {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: {
      name: INGRESS_CONTROLLER,
      namespace: INGRESS_NAMESPACE,
      labels: ingressPodLabels,
    },
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: ingressPodLabels },
    },
  };
}

/**
 * From two replicas on: spread over nodes, and never more than one taken away
 * at once. A single replica gets no disruption budget, which would only keep its
 * node from being drained.
 */
export function controllerSpread(replicas: number): Patch {
  if (replicas < 2) {
    return objects => [...objects];
  }
  return objects => [...spread(objects), disruptionBudget()];
}
