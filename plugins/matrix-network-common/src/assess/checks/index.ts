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
import { contractNotJudgeable } from './contractNotJudgeable';
import { contractViolated } from './contractViolated';
import { defaultDenyMissing } from './defaultDenyMissing';
import { foreignPolicy } from './foreignPolicy';
import { foreignPolicyWidensContract } from './foreignPolicyWidensContract';
import { policyEdited } from './policyEdited';
import { policyLabelTypo } from './policyLabelTypo';
import { policyMissing } from './policyMissing';
import { policyOutdated } from './policyOutdated';
import { policySelectsNoPods } from './policySelectsNoPods';
import { policyShadowed } from './policyShadowed';

/** Every check. Adding one means adding a file and a line here. @public */
export const checks: readonly Check[] = [
  contractNotJudgeable,
  contractViolated,
  defaultDenyMissing,
  foreignPolicy,
  foreignPolicyWidensContract,
  policyEdited,
  policyLabelTypo,
  policyMissing,
  policyOutdated,
  policySelectsNoPods,
  policyShadowed,
];
