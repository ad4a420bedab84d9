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
  bridgeDeletion,
  isBridgePolicy,
  whyNotBridgeOf,
} from '../../policies/bridgePolicy';
import { AssessContext } from '../AssessContext';
import { Check } from '../Check';
import { fieldOwner } from '../fieldOwner';
import { isActive } from '../pods';
import { count } from '../text';
import { reapply } from './remedies';

/** Whether it is the policy that stands in while others go in or out. */
export function isBridge(
  name: string,
  { livePolicies }: Pick<AssessContext, 'livePolicies'>,
): boolean {
  const live = livePolicies.get(name);
  return live !== undefined && isBridgePolicy(live);
}

/** Nothing is closed while the stand-in is there: an operation runs, or has ended half-way. */
export const policyBridgeLeft: Check = {
  code: 'policy-bridge-left',
  about:
    'The policy that lets everything through while others go in or out is gone again.',
  needs: ['networkPolicies'],
  run: ({ livePolicies, snapshot, spec }) =>
    [...livePolicies.values()].filter(isBridgePolicy).map(({ metadata }) => {
      const { namespace } = snapshot;
      const { name } = metadata;
      const notOurs = whyNotBridgeOf({ metadata }, spec.name);
      const { time } = fieldOwner(metadata.managedFields, 'spec.podSelector');
      const pods = snapshot.pods.filter(
        pod => pod.namespace === namespace && isActive(pod) && !pod.hostNetwork,
      );
      return {
        severity: 'critical',
        subject: { kind: 'NetworkPolicy', namespace, name },
        title: `Policy ${name} lets everything through: no other policy holds anything back`,
        cause: `${
          time ? `Since ${time} it` : 'It'
        } stands in for the stack's policies while they go in or out, so that nothing is cut off meanwhile, and opens ${count(
          pods.length,
          'pod',
        )} of namespace ${namespace} in both directions. If no apply or uninstall runs now, one has ended half-way.`,
        remedy:
          notOurs === undefined
            ? `${reapply}: when all policies are in, it takes this one out. To take the stack out instead, uninstall it.`
            : `No apply or uninstall of ${
                spec.name
              } takes it out: ${notOurs}. If nothing is being applied or uninstalled there now, delete it: ${bridgeDeletion(
                namespace,
              )}`,
        workloads: [],
      };
    }),
};
