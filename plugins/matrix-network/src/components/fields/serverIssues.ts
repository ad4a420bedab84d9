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

import type { ApiHolder } from '@backstage/core-plugin-api';
import type { SpecIssue } from '@matrix-network/backstage-plugin-matrix-network-common';
import { matrixNetworkApiRef } from '../../api';
import { errorMessage } from '../States';
import { specOf } from './formValues';

/** What a scaffolder validator gives to complain with. */
interface FieldErrors {
  addError: (message: string) => void;
}

/**
 * Asks the backend about the answers so far and adds what it says of one field.
 * Fields of later steps are missing still: what is said of them is left out.
 */
export async function addServerIssues(options: {
  apiHolder: ApiHolder;
  answers: Record<string, unknown>;
  field: string;
  errors: FieldErrors;
}): Promise<void> {
  const { apiHolder, answers, field, errors } = options;
  for (const issue of await issuesOf(apiHolder, answers)) {
    if (isWithin(issue.field, field)) {
      errors.addError(issue.message);
    }
  }
}

/** An entry of a list is its field's: `certificates.hosts[1]` is `certificates.hosts`. */
function isWithin(field: string, whole: string): boolean {
  return field === whole || field.startsWith(`${whole}[`);
}

/** All that the backend finds wrong with the answers as a spec. */
export async function issuesOf(
  apiHolder: ApiHolder,
  answers: Record<string, unknown>,
): Promise<SpecIssue[]> {
  const api = apiHolder.get(matrixNetworkApiRef);
  if (!api) {
    return [];
  }
  try {
    return (await api.validateSpec(specOf(answers))).issues;
  } catch (error) {
    return [{ field: '', message: uncheckedText(error) }];
  }
}

/** What is said where the backend did not answer: nothing passes unchecked. */
export function uncheckedText(error: unknown): string {
  const reason = error instanceof Error ? errorMessage(error) : String(error);
  return `The backend could not check this: ${reason}`;
}
