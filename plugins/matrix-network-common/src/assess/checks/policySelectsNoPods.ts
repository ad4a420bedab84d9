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

import { matchesLabelSelector } from '../../policy';
import { AssessContext } from '../AssessContext';
import { Check } from '../Check';
import { selectorText } from '../selectorText';
import { nearMisses } from '../labelNeighbours';
import { isBridge } from './policyBridgeLeft';
import { workloadOfPod } from '../../workloads/workloadOfPod';
import { WorkloadId } from '../../workloads/types';

/** Pods of these come and go; a policy that waits for them selects nothing in between. */
const transient: readonly WorkloadId[] = ['sync-system', 'acme-solver'];

/** Whether pods are there that the policy is meant for, by the names of their workloads. */
function meantPodsExist(
  workloads: readonly WorkloadId[],
  { snapshot }: AssessContext,
): boolean {
  return snapshot.pods.some(pod => {
    const id = workloadOfPod(pod, snapshot.namespace);
    return id !== undefined && workloads.includes(id);
  });
}

/** A policy that takes hold of no pod. A misspelt selector has a finding of its own. */
export const policySelectsNoPods: Check = {
  code: 'policy-selects-no-pods',
  about: 'Every policy takes hold of at least one pod.',
  needs: ['networkPolicies', 'pods'],
  run(context) {
    const { snapshot, policies, livePolicies } = context;
    return policies.flatMap(policy => {
      const live = livePolicies.get(policy.name);
      if (
        !live ||
        policy.selectedPods.length > 0 ||
        isBridge(policy.name, context)
      ) {
        return [];
      }
      const selector = live.spec.podSelector;
      const onlyTransient =
        policy.workloads.length > 0 &&
        policy.workloads.every(id => transient.includes(id));
      if (
        onlyTransient ||
        nearMisses(selector, snapshot.namespace, snapshot).length
      ) {
        return [];
      }
      const hostNetworkOnly = snapshot.pods.some(
        pod =>
          pod.namespace === snapshot.namespace &&
          pod.hostNetwork &&
          matchesLabelSelector(selector, pod.labels),
      );
      const unmet = meantPodsExist(policy.workloads, context);
      return [
        {
          severity: unmet ? 'warning' : 'info',
          subject: {
            kind: 'NetworkPolicy',
            namespace: snapshot.namespace,
            name: policy.name,
          },
          title: `Policy ${policy.name} selects no pods`,
          cause: hostNetworkOnly
            ? `Only pods on the host network carry ${selectorText(
                selector,
              )}, and NetworkPolicy does not apply to those.`
            : `No pod of namespace ${snapshot.namespace} carries ${selectorText(
                selector,
              )}.`,
          remedy: unmet
            ? `Put the labels that the policy asks for on the pods: ${selectorText(
                selector,
              )}.`
            : 'Nothing to do while the workload is not deployed. If it is not meant to be, switch it off in the spec.',
          workloads: policy.workloads,
        },
      ];
    });
  },
};
