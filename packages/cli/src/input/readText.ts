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
import { InputProblems } from './InputProblems';
import { limits } from './limits';
import { STDIN, STDIN_NAME } from './listFiles';

const MEBIBYTE = 1024 * 1024;
const LINE_FEED = 0x0a;

/** The error for a text that is too large, or with which all become it. */
export function tooLarge(
  file: string,
  size: number,
  limit: number,
): InputError {
  return new InputError(
    `${file}: ${Math.ceil(size / MEBIBYTE)} MiB are too much; at most ${
      limit / MEBIBYTE
    } MiB are read`,
  );
}

function readBytes(file: string): Buffer {
  try {
    const size = file === STDIN ? 0 : statSync(file).size;
    if (size > limits.fileBytes) {
      throw tooLarge(file, size, limits.fileBytes);
    }
    return readFileSync(file === STDIN ? 0 : file);
  } catch (error) {
    assertError(error);
    throw error instanceof InputError
      ? error
      : new InputError(`${file}: cannot be read`, error);
  }
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** No character of more than one byte holds a line feed: lines can be looked at one by one. */
function lineNotUtf8(bytes: Buffer): number {
  for (let line = 1, start = 0; ; line += 1) {
    const end = bytes.indexOf(LINE_FEED, start);
    if (end < 0 || decoded(bytes.subarray(start, end)) === undefined) {
      return line;
    }
    start = end + 1;
  }
}

/**
 * The text of a file, or of standard input.
 *
 * @throws InputError for what cannot be read or is too large; InputProblems at the line that is not UTF-8
 */
export function readText(file: string): string {
  const bytes = readBytes(file);
  const text = decoded(bytes);
  if (text === undefined) {
    throw new InputProblems([
      {
        location: {
          file: file === STDIN ? STDIN_NAME : file,
          line: lineNotUtf8(bytes),
        },
        message: 'this line is not text in UTF-8, which is accepted',
      },
    ]);
  }
  return text;
}
