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

import { NetworkPolicy } from '../kubernetes/types';
import { policyDefinitions } from '../policies';
import { StackSpec } from '../spec/StackSpec';
import { ClusterFacts } from '../stack/types';

/** A policy of the stack, rendered for one Matrix cluster. @public */
export interface ExpectedPolicy {
  name: string;
  role: 'core' | 'companion';
  purpose: string;
  contractRows: readonly string[];
  rendered: NetworkPolicy;
}

/** The policies that the spec asks for, rendered as an apply would render them now. */
export function expectedPoliciesOf(
  spec: StackSpec,
  facts: ClusterFacts,
): ExpectedPolicy[] {
  return policyDefinitions
    .filter(definition => definition.isRendered(spec))
    .map(definition => ({
      name: definition.name,
      role: definition.role,
      purpose: definition.purpose,
      contractRows: definition.contractRows,
      rendered: definition.render(spec, facts),
    }));
}
