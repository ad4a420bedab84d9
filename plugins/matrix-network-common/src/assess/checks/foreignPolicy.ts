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

import { NetworkPolicy } from '../../kubernetes/types';
import { isBridgePolicy } from '../../policies/bridgePolicy';
import { AssessContext } from '../AssessContext';
import { Check } from '../Check';
import { fieldOwner } from '../fieldOwner';
import { count } from '../text';

/** Policies of the Matrix namespace that the stack does not render; the bridge is its own, and has a finding of its own. */
export function foreignPolicies({
  policies,
  livePolicies,
}: AssessContext): NetworkPolicy[] {
  return policies
    .filter(({ role }) => role === 'foreign')
    .flatMap(({ name }) => livePolicies.get(name) ?? [])
    .filter(policy => !isBridgePolicy(policy));
}

/** A policy from elsewhere: good to know, since policies add up. */
export const foreignPolicy: Check = {
  code: 'foreign-policy',
  about: 'Names policies of the namespace that are not part of the stack.',
  needs: ['networkPolicies'],
  run: context =>
    foreignPolicies(context).map(({ metadata }) => {
      const health = context.policies.find(
        ({ name }) => name === metadata.name,
      );
      const { manager } = fieldOwner(
        metadata.managedFields,
        'spec.podSelector',
      );
      return {
        severity: 'info',
        subject: {
          kind: 'NetworkPolicy',
          namespace: context.snapshot.namespace,
          name: metadata.name,
        },
        title: `Policy ${metadata.name} is not part of the stack`,
        cause: `It selects ${count(
          health?.selectedPods.length ?? 0,
          'pod',
        )} of namespace ${context.snapshot.namespace}${
          manager ? ` and was written by ${manager}` : ''
        }. Policies add up, so whatever it allows is allowed beside the stack.`,
        remedy:
          "Leave it when it is meant to be there. If it is a left-over, delete it; if its flows are wanted, write them as rows into the spec's contract.",
        workloads: health?.workloads ?? [],
      };
    }),
};
