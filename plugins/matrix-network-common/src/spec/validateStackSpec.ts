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

import { SpecIssue } from '../api/types';
import { ClusterFacts, StackWarning } from '../stack/types';
import { describeIssues } from './describeIssues';
import { specRules } from './rules';
import { StackSpec, stackSpecSchema } from './StackSpec';

/** What a spec came to: `spec` is there when nothing stands in the way of using it. @public */
export interface StackSpecValidation {
  /** What has to be mended, by field. */
  issues: SpecIssue[];
  /** What goes in, but a person should know of. */
  warnings: StackWarning[];
  spec?: StackSpec;
}

/**
 * Checks a spec field by field, then how its fields go together and, as far as
 * the facts are known, with the cluster. Never throws for bad input.
 * @public
 */
export function validateStackSpec(
  input: unknown,
  facts: Partial<ClusterFacts> = {},
): StackSpecValidation {
  const parsed = stackSpecSchema.safeParse(input);
  if (!parsed.success) {
    return {
      issues: describeIssues(parsed.error, input, stackSpecSchema),
      warnings: [],
    };
  }
  const findings = specRules.flatMap(rule => rule(parsed.data, facts));
  const issues = findings
    .filter(({ severity }) => severity === 'error')
    .map(({ field, message }) => ({ field, message }));
  const warnings = findings
    .filter(({ severity }) => severity === 'warning')
    .map(({ code, field, message }) => ({ code, field, message }));
  return {
    issues,
    warnings,
    ...(issues.length === 0 && { spec: parsed.data }),
  };
}
