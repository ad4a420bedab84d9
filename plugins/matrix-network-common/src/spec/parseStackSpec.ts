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

import { InputError } from '@backstage/errors';
import { SpecIssue } from '../api/types';
import { StackSpec } from './StackSpec';
import { validateStackSpec } from './validateStackSpec';

/**
 * The spec, defaults filled in.
 * @throws InputError that lists every bad field, with its value and what is accepted.
 * @public
 */
export function parseStackSpec(input: unknown): StackSpec {
  const { spec, issues } = validateStackSpec(input);
  if (!spec) {
    throw new InputError(`The spec is not valid. ${sentenceOf(issues)}`);
  }
  return spec;
}

/** Issues as one line. */
export function sentenceOf(issues: readonly SpecIssue[]): string {
  return issues.map(({ field, message }) => `${field}: ${message}`).join('. ');
}
