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

import { Check } from '../Check';
import { reapply } from './remedies';

/** Nobody answers for the Ingresses. */
export const ingressControllerMissing: Check = {
  code: 'ingress-controller-missing',
  about: 'The cluster has an ingress-nginx controller.',
  needs: ['deployments', 'daemonSets'],
  run({ ingressController, snapshot }) {
    if (ingressController) {
      return [];
    }
    return [
      {
        severity: 'critical',
        subject: {
          kind: 'KubernetesCluster',
          name: snapshot.kubernetesCluster,
        },
        title: 'The ingress controller is missing',
        cause:
          'No Deployment or DaemonSet of the cluster runs ingress-nginx, so nobody outside can reach Element, Synapse or LiveKit, and HTTP-01 challenges fail.',
        remedy: `${reapply}.`,
        workloads: [],
      },
    ];
  },
};
