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

import { assertError, InputError } from '@backstage/errors';
import { readFileSync, statSync } from 'node:fs';
import { InputProblem, InputProblems } from './InputProblems';
import { limits } from './limits';
import { listFiles, STDIN, STDIN_NAME } from './listFiles';
import { parseText } from './parseText';
import { specComments } from './specComment';
import { SourceDocument } from './SourceDocument';

const MEBIBYTE = 1024 * 1024;

function readText(file: string): string {
  const size = file === STDIN ? 0 : statSync(file).size;
  if (size > limits.fileBytes) {
    throw tooLarge(file, size, limits.fileBytes);
  }
  try {
    const bytes = readFileSync(file === STDIN ? 0 : file);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    assertError(error);
    throw new InputError(`${file}: cannot be read: ${error.message}`, error);
  }
}

function tooLarge(file: string, size: number, limit: number): InputError {
  return new InputError(
    `${file}: ${Math.ceil(size / MEBIBYTE)} MiB are too much; at most ${
      limit / MEBIBYTE
    } MiB are read`,
  );
}

/**
 * All documents of files and folders, in order.
 *
 * @throws InputError for what cannot be read or is too large; InputProblems for
 * every text that is neither YAML nor JSON
 */
export function readDocuments(paths: readonly string[]): SourceDocument[] {
  const documents: SourceDocument[] = [];
  const problems: InputProblem[] = [];
  let total = 0;
  for (const file of listFiles(paths)) {
    const text = readText(file);
    total += text.length;
    if (total > limits.totalBytes) {
      throw tooLarge(file, total, limits.totalBytes);
    }
    try {
      const name = file === STDIN ? STDIN_NAME : file;
      documents.push(...specComments(text, name), ...parseText(text, name));
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
