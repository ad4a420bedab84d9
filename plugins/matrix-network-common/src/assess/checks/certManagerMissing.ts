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
import { findCertManager } from '../certManager';
import { reapply } from './remedies';

/** The spec counts on cert-manager, and it is not there or not running. */
export const certManagerMissing: Check = {
  code: 'cert-manager-missing',
  about: 'cert-manager runs where the spec counts on it.',
  needs: ['deployments'],
  run({ spec, snapshot }) {
    if (spec.certificates.management === 'external') {
      return [];
    }
    const { controller } = findCertManager(snapshot);
    if (controller && controller.ready > 0) {
      return [];
    }
    const remedyWhenMissing =
      spec.certificates.management === 'install'
        ? `${reapply}.`
        : 'Install cert-manager, or set certificates.management to install in the spec and re-apply the stack.';
    return [
      {
        severity: 'critical',
        subject: controller
          ? {
              kind: 'Deployment',
              namespace: controller.namespace,
              name: controller.name,
            }
          : { kind: 'KubernetesCluster', name: snapshot.kubernetesCluster },
        title: controller
          ? 'cert-manager is not running'
          : 'cert-manager is missing',
        cause: controller
          ? `${controller.ready} of ${controller.desired} replicas of ${controller.namespace}/${controller.name} are ready, so no certificate is issued or renewed.`
          : 'No Deployment of the cluster runs the cert-manager controller, so no certificate is issued or renewed.',
        remedy: controller
          ? `Look at its pods: kubectl -n ${controller.namespace} get pods`
          : remedyWhenMissing,
        workloads: ['cert-manager'],
      },
    ];
  },
};
