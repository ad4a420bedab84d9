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

import { PolicyHealth, PolicyShadower } from '../../health/Health';
import { RuleCoverage } from '../../policy/subsumption';

/** A policy that another makes pointless. @public */
export interface ShadowedPolicy {
  name: string;
  directions: PolicyHealth['directions'];
  /** Whether the other selects all its pods by their selectors, or those that are there now. */
  selected: 'always' | 'now';
  /** Where the other allows what each of its rules does; none where the other allows all. */
  rules: readonly RuleCoverage[];
}

/** A policy beside which others hold nothing back. @public */
export interface PolicyShadow {
  by: string;
  /** `allowsAll`: everything from or to everyone. `wider`: all that the others allow, and more. */
  kind: 'allowsAll' | 'wider';
  directions: PolicyHealth['directions'];
  policies: readonly ShadowedPolicy[];
}

/** A policy from elsewhere beside which nothing changes: the stack allows and isolates all that it does. @public */
export interface RedundantPolicy {
  name: string;
  by: readonly PolicyShadower[];
  rules: readonly RuleCoverage[];
}
