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

import { existsSync } from 'node:fs';
import path from 'node:path';
import { InputProblem } from '../input/InputProblems';
import { readText } from '../input/readText';

const entry = /^[0-9a-f]{64} [ *]\S+$/;

/** Lines of a mirror's `SHA256SUMS` that `sha256sum -c` would not read. */
export function digestListFaults(folder: string): InputProblem[] {
  const file = path.join(folder, 'SHA256SUMS');
  if (!existsSync(file)) {
    return [];
  }
  return readText(file)
    .split(/\r?\n/)
    .flatMap((content, index) =>
      content.trim() === '' || entry.test(content)
        ? []
        : [
            {
              location: { file, line: index + 1 },
              message: `'${content.slice(
                0,
                100,
              )}' is not accepted; a sha256, two spaces and a path are`,
            },
          ],
    );
}
