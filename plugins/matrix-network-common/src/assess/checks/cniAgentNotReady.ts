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
import { cniAgents } from '../cni';
import { count } from '../text';

/** Nodes without a ready agent may not enforce policies for new pods. */
export const cniAgentNotReady: Check = {
  code: 'cni-agent-not-ready',
  about: "The network plugin's agent is ready on every node.",
  needs: ['daemonSets'],
  run: ({ snapshot, cni }) =>
    cniAgents(snapshot).flatMap(({ signature, controller }) => {
      if (
        !controller ||
        signature.name !== cni.name ||
        controller.ready >= controller.desired
      ) {
        return [];
      }
      const lacking = controller.desired - controller.ready;
      return [
        {
          severity: 'warning',
          subject: {
            kind: 'DaemonSet',
            namespace: controller.namespace,
            name: controller.name,
          },
          title: `${signature.name} is not ready on ${count(lacking, 'node')}`,
          cause: `${controller.ready} of ${controller.desired} pods of ${controller.namespace}/${controller.name} are ready. On the other nodes new pods may get no network, or one that policies do not hold.`,
          remedy: `Look at its pods: kubectl -n ${controller.namespace} get pods -o wide | grep ${controller.name}`,
          workloads: [],
        },
      ];
    }),
};
