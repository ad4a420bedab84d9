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
import { AssessContext } from '../AssessContext';

/** The stack's policies as rendered: the measure for what a change opens or cuts. */
export function renderedPolicies({
  expectedPolicies,
}: AssessContext): NetworkPolicy[] {
  return expectedPolicies.map(({ rendered }) => rendered);
}

/** A set of policies with one more, or with one in the place of its namesake. */
export function withPolicy(
  policies: readonly NetworkPolicy[],
  policy: NetworkPolicy,
): NetworkPolicy[] {
  return [
    ...policies.filter(
      ({ metadata }) => metadata.name !== policy.metadata.name,
    ),
    policy,
  ];
}
