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

import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import path from 'node:path';

/** By itself, or by a signal. */
function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Programs started from one folder, with their output in files, ended together. */
export class Programs {
  readonly #running: { name: string; child: ChildProcess }[] = [];

  constructor(
    private readonly binaries: string,
    private readonly folder: string,
  ) {}

  /** Resolves when the program runs. @throws Error when it cannot be started */
  async start(name: string, args: string[]): Promise<void> {
    const log = createWriteStream(path.join(this.folder, `${name}.log`));
    // One that ends at once may be forgotten, and its folder with it, before a file is open.
    await once(log, 'open');
    const child = spawn(path.join(this.binaries, name), args, {
      cwd: this.folder,
      // A young server's heap is small, so that a fifth of its work would be to clear it up.
      env: { ...process.env, GOGC: '400' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.pipe(log);
    child.stderr.pipe(log);
    await once(child, 'spawn');
    this.#running.push({ name, child });
  }

  /** The name of a program that has ended by itself, if any has. */
  ended(): string | undefined {
    return this.#running.find(({ child }) => hasEnded(child))?.name;
  }

  /** Last started first; each is waited for. */
  async stop(): Promise<void> {
    for (const { child } of this.#running.reverse()) {
      if (!hasEnded(child)) {
        const ended = new Promise(resolve => child.once('exit', resolve));
        child.kill('SIGTERM');
        const hard = setTimeout(() => child.kill('SIGKILL'), 5_000);
        await ended;
        clearTimeout(hard);
      }
    }
  }
}
