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

import { InputError, isError } from '@backstage/errors';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A mirror's list of digests, as `sha256sum -c` reads it. */
export const DIGEST_LIST = 'SHA256SUMS';

/** Bytes that such a list may have: some thousand releases. */
export const MAX_DIGEST_LIST_BYTES = 1024 * 1024;

const line = /^([0-9a-f]{64}) [ *](\S+)$/;

/** Digests by path in the mirror. @throws InputError naming the line that is none. */
export function parseDigestList(text: string): Map<string, string> {
  const digests = new Map<string, string>();
  for (const [index, content] of text.split(/\r?\n/).entries()) {
    const [, sha256, path] = line.exec(content) ?? [];
    if (sha256 && path) {
      digests.set(path, sha256);
    } else if (content.trim() !== '') {
      throw new InputError(
        `${DIGEST_LIST}, line ${index + 1}: '${content.slice(
          0,
          100,
        )}' is not a sha256, two spaces and a path`,
      );
    }
  }
  return digests;
}

export function formatDigestList(digests: ReadonlyMap<string, string>): string {
  return [...digests]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, sha256]) => `${sha256}  ${path}\n`)
    .join('');
}

/** A folder's list of digests; undefined where it has none. */
export async function readDigestList(
  folder: string,
): Promise<Map<string, string> | undefined> {
  try {
    return parseDigestList(await readFile(join(folder, DIGEST_LIST), 'utf8'));
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Whether a file was not there. */
export function isMissing(error: unknown): boolean {
  return isError(error) && error.code === 'ENOENT';
}
