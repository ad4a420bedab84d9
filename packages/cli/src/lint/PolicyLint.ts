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
  ContractRowHealth,
  Finding,
  NetworkPolicy,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { Location } from '../input/InputProblems';
import { PlacedWorkload } from './PlacedWorkload';

/** A policy, and where it stands where it comes from a file. */
export interface PlacedPolicy {
  policy: NetworkPolicy;
  location?: Location;
}

/** What policies are written around. */
export interface LintContext {
  /** The Matrix namespace. */
  namespace: string;
  /** Each row, judged over the same policies. */
  contract: readonly ContractRowHealth[];
  /** What runs in the Matrix namespace, where files say it. */
  workloads: readonly PlacedWorkload[];
}

/** A finding, and where it stands where that is not at the policy that it is about. */
export type LintFinding = Omit<Finding, 'code' | 'workloads'> & {
  location?: Location;
};

/** One way to write a policy that means something else than it looks; one check, one file. */
export interface PolicyLint {
  /** Code of the findings: stable, kebab-case. */
  code: string;
  /** What it looks for, in one sentence. */
  about: string;
  /** @param policies - those of the Matrix namespace, in the order in which they were given */
  run(policies: readonly PlacedPolicy[], context: LintContext): LintFinding[];
}

/** What a finding about a policy is about. */
export function subjectOf({ metadata }: NetworkPolicy): Finding['subject'] {
  return {
    kind: 'NetworkPolicy',
    ...(metadata.namespace && { namespace: metadata.namespace }),
    name: metadata.name,
  };
}
