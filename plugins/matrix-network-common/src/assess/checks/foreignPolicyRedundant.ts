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

import { AssessContext } from '../AssessContext';
import { Check } from '../Check';
import { coverageSentences } from '../coverageText';
import { RedundantPolicy } from '../shadows';
import { list } from '../text';

function cause(
  { name, by, rules }: RedundantPolicy,
  { livePolicies }: AssessContext,
): string {
  const others = list(by.map(({ policy }) => policy));
  return [
    ...coverageSentences(name, rules, livePolicies),
    rules.length > 0
      ? `Every pod that it can select is selected by ${others}, too, and isolated in the same directions.`
      : `It allows nothing, and isolates only what ${others} isolates.`,
  ].join(' ');
}

/** A policy from elsewhere that could be deleted, and nothing would change. */
export const foreignPolicyRedundant: Check = {
  code: 'foreign-policy-redundant',
  about:
    'Names policies from elsewhere that allow and isolate nothing that the stack does not.',
  needs: ['networkPolicies'],
  run: context =>
    context.redundantPolicies.map(redundant => {
      const { name } = redundant;
      const { namespace } = context.snapshot;
      return {
        severity: 'info',
        subject: { kind: 'NetworkPolicy', namespace, name },
        title: `Policy ${name} does nothing that the stack does not`,
        cause: cause(redundant, context),
        remedy: `Delete it, and nothing changes: kubectl -n ${namespace} delete networkpolicy ${name}.`,
        workloads:
          context.policies.find(policy => policy.name === name)?.workloads ??
          [],
      };
    }),
};
