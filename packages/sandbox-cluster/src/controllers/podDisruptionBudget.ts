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

import { withCondition } from './conditions';
import { Controller, keyOf } from './Controller';
import { POD, POD_DISRUPTION_BUDGET, PodDisruptionBudget } from './kinds';
import { isAlive } from './podTemplate';
import { scaledValue, toSelectorString } from './selectors';
import { isReady } from './workloadPods';

const MANAGER = 'kube-controller-manager';

/** PodDisruptionBudget → how many of its pods may go now. */
export const podDisruptionBudgetController: Controller = {
  name: 'disruption',
  keysFor: ({ object }, { state }) =>
    object.kind === 'PodDisruptionBudget' || object.kind === 'Pod'
      ? state
          .list(POD_DISRUPTION_BUDGET, {
            namespace: object.metadata.namespace,
          })
          .map(keyOf)
      : [],
  reconcile({ namespace, name }, { state, clock }) {
    const budget = state.get(POD_DISRUPTION_BUDGET, namespace, name);
    if (!budget) {
      return;
    }
    const pods = state
      .list(POD, {
        namespace,
        labelSelector: toSelectorString(budget.spec.selector ?? {}),
      })
      .filter(isAlive);
    const currentHealthy = pods.filter(isReady).length;
    const desiredHealthy = wantedHealthy(budget, pods.length);
    const disruptionsAllowed = Math.max(currentHealthy - desiredHealthy, 0);
    const allowed = disruptionsAllowed > 0;
    state.setStatus(
      POD_DISRUPTION_BUDGET,
      budget,
      {
        observedGeneration: budget.metadata.generation,
        expectedPods: pods.length,
        currentHealthy,
        desiredHealthy,
        disruptionsAllowed,
        conditions: withCondition(
          [],
          {
            type: 'DisruptionAllowed',
            status: allowed ? 'True' : 'False',
            reason: allowed ? 'SufficientPods' : 'InsufficientPods',
            message: '',
          },
          clock.now(),
        ),
      },
      MANAGER,
    );
  },
};

function wantedHealthy(
  { spec }: PodDisruptionBudget,
  expected: number,
): number {
  return spec.maxUnavailable !== undefined
    ? Math.max(expected - scaledValue(spec.maxUnavailable, expected, 'up'), 0)
    : scaledValue(spec.minAvailable ?? 1, expected, 'up');
}
