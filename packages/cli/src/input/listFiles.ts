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
import { Dirent, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { limits } from './limits';

const MANIFEST = /\.(ya?ml|json)$/i;

/** Standard input. */
export const STDIN = '-';
/** What it is called where a place is named. */
export const STDIN_NAME = 'standard input';

/** As kubectl has it: a link to a file is one, a link to a folder is not followed, since one to a folder above would never end. */
function isFile(entry: Dirent, full: string): boolean {
  return (
    entry.isFile() ||
    (entry.isSymbolicLink() &&
      !statSync(full, { throwIfNoEntry: false })?.isDirectory())
  );
}

function filesIn(folder: string, depth: number): string[] {
  if (depth > limits.folderDepth) {
    throw new InputError(
      `${folder} is ${depth} folders deep; at most ${limits.folderDepth} are read`,
    );
  }
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        return filesIn(full, depth + 1);
      }
      return MANIFEST.test(entry.name) && isFile(entry, full) ? [full] : [];
    });
}

function filesOf(given: string): string[] {
  if (given === STDIN) {
    return [STDIN];
  }
  const stats = statSync(given, { throwIfNoEntry: false });
  if (!stats) {
    throw new InputError(`${given}: there is no such file or folder`);
  }
  if (!stats.isDirectory()) {
    return [given];
  }
  const files = filesIn(given, 1);
  if (files.length === 0) {
    throw new InputError(
      `${given}: the folder holds no file that ends in .yaml, .yml or .json`,
    );
  }
  return files;
}

/**
 * The files that paths stand for, folders with all their YAML and JSON files,
 * by name, each once.
 *
 * @throws InputError for a path that is not there, or too many files
 */
export function listFiles(paths: readonly string[]): string[] {
  const files = [...new Set(paths.flatMap(filesOf))];
  if (files.length > limits.files) {
    throw new InputError(
      `${files.length} files are too many; at most ${limits.files} are read`,
    );
  }
  return files;
}
