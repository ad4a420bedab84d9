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
import { InputProblems } from '../input/InputProblems';
import { PemBlock, pemBlocks } from '../input/pemBlocks';

/** A chain has a few KiB; a bundle of all authorities there are has 250. */
const MAX_BYTES = 2 * 1024 * 1024;

function readText(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > MAX_BYTES) {
      throw new Error(`has ${size} bytes; at most ${MAX_BYTES} are read`);
    }
    return readFileSync(file, 'utf8');
  } catch (cause) {
    assertError(cause);
    throw new InputError(`${file}: cannot be read`, cause);
  }
}

/**
 * The PEM blocks of a file. No message ever has content of the file in it.
 * @throws InputProblems at each BEGIN without its END
 */
export function readPemFile(file: string): PemBlock[] {
  const { blocks, faults } = pemBlocks(readText(file));
  if (faults.length > 0) {
    throw new InputProblems(
      faults.map(({ line, message }) => ({
        location: { file, line },
        message,
      })),
    );
  }
  return blocks;
}

/** The error for a file without what was expected: at its first line, or at what is there instead. */
export function notInPem(
  file: string,
  [first]: readonly PemBlock[],
  message: string,
): InputProblems {
  const instead = first ? `; this is BEGIN ${first.label}` : '';
  const location = { file, line: first?.line ?? 1 };
  return new InputProblems([{ location, message: `${message}${instead}` }]);
}
