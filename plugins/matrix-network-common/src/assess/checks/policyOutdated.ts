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
import { list } from '../text';
import { isEditedByOthers, lastWriter } from './policyEdited';
import { reapply } from './remedies';

/** Applied by this product, but the spec, the cluster or the product has moved on since. */
export const policyOutdated: Check = {
  code: 'policy-outdated',
  about: 'Every policy is as the spec and the cluster ask for it today.',
  needs: ['networkPolicies'],
  run: ({ policies, snapshot }) =>
    policies
      .filter(policy => policy.state === 'edited' && !isEditedByOthers(policy))
      .map(({ name, edits, workloads }) => ({
        severity: 'warning',
        subject: {
          kind: 'NetworkPolicy',
          namespace: snapshot.namespace,
          name,
        },
        title: `Policy ${name} is out of date`,
        cause: `The stack applied it${
          lastWriter(edits)?.time ? ` at ${lastWriter(edits)?.time}` : ''
        }, and would render ${list(
          edits.map(({ path }) => path),
        )} differently now: the spec or the cluster's address ranges have changed since.`,
        remedy: `${reapply}.`,
        workloads,
      })),
};
