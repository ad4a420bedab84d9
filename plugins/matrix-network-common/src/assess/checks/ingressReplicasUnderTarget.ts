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
import { count } from '../text';
import { ingressReplicasFor } from '../../spec';
import { reapply } from './remedies';

/** Fewer replicas than the CCU target asks for. */
export const ingressReplicasUnderTarget: Check = {
  code: 'ingress-replicas-under-target',
  about:
    'The ingress controller has as many replicas as the CCU target asks for.',
  needs: ['deployments', 'daemonSets'],
  run({ ingress, ingressController }) {
    const target = ingress.targetReplicas;
    if (
      !ingressController ||
      target === null ||
      ingressController.kind === 'DaemonSet' ||
      ingressController.desired >= target ||
      ingressController.desired === 0
    ) {
      return [];
    }
    const { namespace, name, desired, ready, autoscaled } = ingressController;
    const { advice } = ingressReplicasFor(ingress.targetCcu);
    return [
      {
        severity: 'warning',
        subject: { kind: 'Deployment', namespace, name },
        title: `The ingress controller has ${count(
          desired,
          'replica',
        )}, and ${target} are needed for ${ingress.targetCcu} CCU`,
        cause: `${ready} ready of ${desired} wanted carry about ${
          ingress.capacityCcu
        } CCU.${
          autoscaled
            ? ' A HorizontalPodAutoscaler has set the number of replicas.'
            : ''
        }`,
        remedy: `${
          autoscaled
            ? `Raise minReplicas of its HorizontalPodAutoscaler to ${target}; where that has been deleted, re-apply: it sets the replicas again.`
            : `${reapply}, or run: kubectl -n ${namespace} scale deployment ${name} --replicas=${target}.`
        }${advice ? ` ${advice}` : ''}`,
        workloads: ['ingress-nginx'],
      },
    ];
  },
};
