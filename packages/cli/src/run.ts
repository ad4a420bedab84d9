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
import { CommanderError } from 'commander';
import { ClusterCommands } from './ClusterCommands';
import { createProgram } from './createProgram';
import { ExitCode, exitCodes, Host } from './Host';
import { InputProblems } from './input/InputProblems';

/** Most problems that are printed; one wrong habit can make thousands. */
const SHOWN = 50;

function report(error: unknown, host: Host): ExitCode {
  if (error instanceof CommanderError) {
    // Commander has said it already; `--help` is no error.
    return error.exitCode === 0 ? exitCodes.fine : exitCodes.badInput;
  }
  if (error instanceof InputProblems) {
    error.lines.slice(0, SHOWN).forEach(line => host.err(line));
    const more = error.lines.length - SHOWN;
    if (more > 0) {
      host.err(`and ${more} more`);
    }
    return exitCodes.badInput;
  }
  assertError(error);
  host.err(`matrix-network: ${error.message}`);
  return exitCodes.badInput;
}

/**
 * Runs one command.
 *
 * @param argv - as `process.argv`: the first two are the program's own
 * @returns 0 when all is fine, 1 for violations, 2 for bad usage or input
 */
export async function run(
  argv: readonly string[],
  host: Host,
  clusterCommands: ClusterCommands,
): Promise<ExitCode> {
  const state: { code: ExitCode } = { code: exitCodes.fine };
  try {
    await createProgram(host, clusterCommands, code => {
      state.code = code;
    }).parseAsync([...argv]);
    return state.code;
  } catch (error) {
    return report(error, host);
  }
}
