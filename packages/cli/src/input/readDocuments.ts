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

import { InputProblem, InputProblems } from './InputProblems';
import { limits } from './limits';
import { listFiles, STDIN, STDIN_NAME } from './listFiles';
import { parseText } from './parseText';
import { readText, tooLarge } from './readText';
import { commentDocuments } from './specComment';
import { SourceDocument } from './SourceDocument';

/**
 * All documents of files and folders, in order.
 *
 * @throws InputError for what cannot be read or is too large; InputProblems for
 * every text that is neither YAML nor JSON, or not UTF-8
 */
export function readDocuments(paths: readonly string[]): SourceDocument[] {
  const documents: SourceDocument[] = [];
  const problems: InputProblem[] = [];
  let total = 0;
  for (const file of listFiles(paths)) {
    try {
      const text = readText(file);
      total += text.length;
      if (total > limits.totalBytes) {
        throw tooLarge(file, total, limits.totalBytes);
      }
      const name = file === STDIN ? STDIN_NAME : file;
      documents.push(...commentDocuments(text, name), ...parseText(text, name));
    } catch (error) {
      if (!(error instanceof InputProblems)) {
        throw error;
      }
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) {
    throw new InputProblems(problems);
  }
  return documents;
}
