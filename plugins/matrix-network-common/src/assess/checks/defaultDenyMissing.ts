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
import { AssessContext } from '../AssessContext';
import { isActive } from '../pods';
import { count } from '../text';
import { isBridge } from './policyBridgeLeft';
import { reapply } from './remedies';

const NAME = 'default-deny-all';

/** Pods of the namespace that no policy isolates in one direction or the other. */
function openPods(context: AssessContext): number {
  const { snapshot, policies } = context;
  const isolated = (direction: 'Ingress' | 'Egress') =>
    new Set(
      policies
        .filter(
          ({ name, directions }) =>
            directions.includes(direction) && !isBridge(name, context),
        )
        .flatMap(({ selectedPods }) => selectedPods),
    );
  const ingress = isolated('Ingress');
  const egress = isolated('Egress');
  return snapshot.pods.filter(
    pod =>
      pod.namespace === snapshot.namespace &&
      isActive(pod) &&
      !pod.hostNetwork &&
      !(ingress.has(pod.name) && egress.has(pod.name)),
  ).length;
}

/** Without the default deny, pods that no other policy selects are open in both directions. */
export const defaultDenyMissing: Check = {
  code: 'default-deny-missing',
  about: 'Everything that no policy allows is denied.',
  needs: ['networkPolicies'],
  run(context) {
    const { policies, snapshot } = context;
    const expected = policies.filter(({ role }) => role !== 'foreign');
    const deny = expected.find(({ name }) => name === NAME);
    const nothingApplied = expected.every(({ state }) => state === 'missing');
    if (deny?.state !== 'missing' || nothingApplied) {
      return [];
    }
    return [
      {
        severity: 'critical',
        subject: {
          kind: 'NetworkPolicy',
          namespace: snapshot.namespace,
          name: NAME,
        },
        title: `Policy ${NAME} is missing: nothing is denied by default`,
        cause: `Without it a pod that no other policy isolates can reach everything and be reached by everyone; now that holds for ${count(
          openPods(context),
          'pod',
        )} in namespace ${snapshot.namespace}.`,
        remedy: `${reapply}. It goes in after the policies that allow what must work.`,
        workloads: [],
      },
    ];
  },
};
