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

import { NetworkPolicy, NetworkPolicySpec } from '../kubernetes/types';
import { StackSpec } from '../spec/StackSpec';
import { ClusterFacts } from '../stack/types';
import { PolicyName } from './names';

/** One policy of the stack, and how it follows from a spec. @public */
export interface PolicyDefinition {
  name: PolicyName;
  /** `core` for the 13 of the specification, `companion` for those of optional workloads. */
  role: 'core' | 'companion';
  /** What it is for, in one sentence. */
  purpose: string;
  /** Rows of the connectivity contract that it carries, by id. */
  contractRows: string[];
  /** False when the spec leaves out the workload that the policy is about. */
  isRendered(spec: StackSpec): boolean;
  render(spec: StackSpec, facts: ClusterFacts): NetworkPolicy;
}

/** What a policy's file says of it; {@link definePolicy} adds the rest. */
export interface PolicyOutline {
  name: PolicyName;
  role: PolicyDefinition['role'];
  purpose: string;
  contractRows: readonly string[];
  isRendered(spec: StackSpec): boolean;
  rules(spec: StackSpec, facts: ClusterFacts): NetworkPolicySpec;
}
