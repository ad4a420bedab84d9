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

import { WorkloadId } from '../workloads/types';

/** @public */
export type Severity = 'critical' | 'warning' | 'info';

/** What a finding is about. @public */
export interface FindingSubject {
  kind: string;
  namespace?: string;
  name: string;
}

/**
 * One thing wrong. The only form in which any part reports a problem.
 * @public
 */
export interface Finding {
  /** Stable, kebab-case: `policy-missing`, `certificate-expiring`. */
  code: string;
  severity: Severity;
  subject: FindingSubject;
  /** One line, with the names in it: "Policy key-vault-isolation is missing". */
  title: string;
  /** Why it is so, as observed. */
  cause: string;
  /** What to do about it, as an instruction a person can follow. */
  remedy: string;
  /** Workloads whose pages show it; empty means the whole Matrix cluster. */
  workloads: readonly WorkloadId[];
  link?: { title: string; url: string };
}
