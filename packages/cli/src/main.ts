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

import { writeSync } from 'node:fs';
import { clusterCommands } from './ClusterCommands';
import { run } from './run';

/**
 * Piped output must be complete before the process ends. Whoever has stopped
 * reading it, as `head` does, has seen enough: the exit code counts all the same.
 */
function write(descriptor: number, text: string) {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      if (isCode(error, 'EPIPE')) {
        return;
      }
      if (!isCode(error, 'EAGAIN')) {
        throw error;
      }
    }
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Runs the command line of a process, and sets the process's exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  process.exitCode = await run(
    argv,
    {
      out: text => write(1, text),
      err: line => write(2, `${line}\n`),
    },
    clusterCommands,
  );
}
