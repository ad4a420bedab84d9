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

import { Finding } from '../health/Finding';
import { SnapshotSource } from '../snapshot/Snapshot';
import { AssessContext } from './AssessContext';

/** A finding before its check's code is put on it. @public */
export type Observation = Omit<Finding, 'code'>;

/**
 * One thing that can be wrong, and how it is told from a snapshot.
 * @public
 */
export interface Check {
  /** Code of the findings: stable, kebab-case. */
  code: string;
  /** What it looks for, in one sentence, for the documentation. */
  about: string;
  /**
   * Sources that must have been read. The check does not run while one of them
   * was not: nothing is found out of what could not be seen.
   */
  needs: readonly SnapshotSource[];
  run(context: AssessContext): Observation[];
}
