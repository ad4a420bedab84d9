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

import { assertError } from '@backstage/errors';
import { findRelease } from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  parseRelease,
  ReleaseName,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { InputProblem, InputProblems } from '../input/InputProblems';
import { parseText } from '../input/parseText';
import { readText } from '../input/readText';
import { SourceDocument } from '../input/SourceDocument';

/** The documents of a manifest that are not empty. */
export function documentsOf(file: string): SourceDocument[] {
  return parseText(readText(file), file).filter(
    ({ value }) => value !== null && value !== undefined,
  );
}

/** A document that is refused also when there is no other. */
function documentFaults(
  { value, locate }: SourceDocument,
  name: ReleaseName,
): InputProblem[] {
  const yaml = JSON.stringify(value);
  try {
    parseRelease({ ...name, yaml, sha256: '', making: 'own' });
    return [];
  } catch (error) {
    assertError(error);
    return [{ location: locate([]), message: error.message }];
  }
}

/** Where a release's manifest in a mirror's folder is what no release has; nothing where that is no matter of a line. */
export function manifestFaults(
  folder: string,
  name: ReleaseName,
): InputProblem[] {
  const release = findRelease(name.component, name.version);
  const file = release && path.join(folder, release.path);
  if (!file || !existsSync(file)) {
    return [];
  }
  try {
    return documentsOf(file).flatMap(each => documentFaults(each, name));
  } catch (error) {
    if (error instanceof InputProblems) {
      return [...error.problems];
    }
    throw error;
  }
}
