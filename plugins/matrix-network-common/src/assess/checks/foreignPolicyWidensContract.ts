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
import {
  flowsText,
  newlyBroken,
  openedRows,
  workloadsOfRows,
} from '../contractRowsText';
import { foreignPolicies } from './foreignPolicy';
import { renderedPolicies, withPolicy } from './policySets';
import { fieldOwner } from '../fieldOwner';

/** A policy that the stack does not know opens flows that must not work. */
export const foreignPolicyWidensContract: Check = {
  code: 'foreign-policy-widens-contract',
  about:
    'No policy from elsewhere opens a flow that the contract wants cut; the flows are named.',
  needs: ['networkPolicies', 'pods', 'namespaces'],
  run(context) {
    const { snapshot } = context;
    const stack = renderedPolicies(context);
    return foreignPolicies(context).flatMap(policy => {
      const opened = openedRows(
        newlyBroken(
          context.judge(stack),
          context.judge(withPolicy(stack, policy)),
        ),
      );
      if (opened.length === 0) {
        return [];
      }
      const { name, managedFields } = policy.metadata;
      const { manager, time } = fieldOwner(managedFields, 'spec.podSelector');
      return [
        {
          severity: 'critical',
          subject: {
            kind: 'NetworkPolicy',
            namespace: snapshot.namespace,
            name,
          },
          title: `Policy ${name}, which is not part of the stack, opens ${
            opened.length === 1
              ? 'a flow that must not work'
              : `${opened.length} flows that must not work`
          }`,
          cause: `Beside the stack it opens ${flowsText(opened)}.${
            manager ? ` Written by ${manager}${time ? ` at ${time}` : ''}.` : ''
          }`,
          remedy: `Delete it or narrow it: kubectl -n ${snapshot.namespace} edit networkpolicy ${name}. No other policy can take back what it allows.`,
          workloads: workloadsOfRows(opened),
        },
      ];
    });
  },
};
