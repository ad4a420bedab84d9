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

import { InputProblems } from './InputProblems';
import { specProblem, SpecSource } from './specFile';

/**
 * Refuses a spec that is valid by itself and cannot work on the cluster of a context.
 *
 * @throws InputProblems that names every issue at its field
 */
export function assertFits(
  source: SpecSource,
  issues: readonly { field: string; message: string }[],
  context: string,
): void {
  if (issues.length > 0) {
    throw new InputProblems(
      issues.map(({ field, message }) =>
        specProblem(
          source,
          field,
          `${message} (on the cluster of context ${context})`,
        ),
      ),
    );
  }
}
