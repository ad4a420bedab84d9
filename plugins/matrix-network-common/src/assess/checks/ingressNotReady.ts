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
import { condition } from '../certificateChain';
import { count } from '../text';

/** Replicas that are wanted and not ready. */
export const ingressNotReady: Check = {
  code: 'ingress-not-ready',
  about: 'Every wanted replica of the ingress controller is ready.',
  needs: ['deployments', 'daemonSets'],
  run({ ingressController, ingress }) {
    if (
      !ingressController ||
      (ingressController.ready >= ingressController.desired &&
        ingressController.desired > 0)
    ) {
      return [];
    }
    const { kind, namespace, name, desired, ready, conditions } =
      ingressController;
    const available = condition(conditions, 'Available');
    const stuck =
      conditions.find(
        ({ type, status }) => type === 'Progressing' && status === 'False',
      ) ?? (available?.status === 'False' ? available : undefined);
    return [
      {
        severity: ready === 0 ? 'critical' : 'warning',
        subject: { kind, namespace, name },
        title:
          desired === 0
            ? 'The ingress controller is scaled to zero'
            : `${count(desired - ready, 'replica')} of the ingress controller ${
                desired - ready === 1 ? 'is' : 'are'
              } not ready`,
        cause: `${ready} of ${desired} replicas are ready, which carries ${
          ingress.capacityCcu
        } of ${ingress.targetCcu} CCU.${
          stuck?.message ? ` ${stuck.message}` : ''
        }`,
        remedy:
          desired === 0
            ? `Scale it up: kubectl -n ${namespace} scale ${kind.toLowerCase()} ${name} --replicas=${
                ingress.targetReplicas ?? 1
              }, or re-apply the stack.`
            : `Look at its pods and their events: kubectl -n ${namespace} describe pods -l app.kubernetes.io/component=controller`,
        workloads: ['ingress-nginx'],
      },
    ];
  },
};
