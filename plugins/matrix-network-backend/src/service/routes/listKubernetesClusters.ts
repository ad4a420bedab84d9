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
  KubernetesClusterSummary,
  matrixNetworkReadPermission,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { Route } from '../Route';

/** Kubernetes clusters that Backstage can reach, and what the last look at each came to. */
export const listKubernetesClusters: Route = {
  method: 'get',
  path: '/kubernetes-clusters',
  permission: matrixNetworkReadPermission,
  async handle({ clusters, kubernetesClusters }) {
    const [known, looks] = await Promise.all([
      clusters.list(),
      kubernetesClusters.list(),
    ]);
    const body = known.map(({ name, title }): KubernetesClusterSummary => {
      const look = looks.find(entry => entry.name === name);
      return {
        name,
        title,
        reachable: look?.reachable ?? false,
        kubernetesVersion: look?.kubernetesVersion,
        message: look ? look.message : 'Not looked at yet',
      };
    });
    return { status: 200, body };
  },
};
