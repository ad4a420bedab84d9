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

import { Container } from '../controllers/kinds';

/** A command line, taken apart. */
export interface CommandLine {
  /** The first word: `connect`, `pause`. */
  command: string;
  positional: string[];
  flags: ReadonlyMap<string, string>;
}

/** What a container of the agnhost image is told to do; the image's own default is `pause`. */
export function commandLineOf({ command, args }: Container): CommandLine {
  // The image's entry point is the program itself; `command` replaces it.
  const [first, ...others] = command ?? ['/agnhost'];
  const isProgram = /(^|\/)agnhost$/.test(first);
  const [word = 'pause', ...rest] = isProgram
    ? [...others, ...(args ?? [])]
    : [first, ...others, ...(args ?? [])];
  const flags = new Map<string, string>();
  const positional: string[] = [];
  for (let index = 0; index < rest.length; index += 1) {
    const [, name, value] = /^--?([^=]+)(?:=(.*))?$/s.exec(rest[index]) ?? [];
    if (name === undefined) {
      positional.push(rest[index]);
    } else if (value === undefined) {
      // As pflag reads it: the value of a flag may be the next word.
      flags.set(name, rest[index + 1] ?? '');
      index += 1;
    } else {
      flags.set(name, value);
    }
  }
  return { command: word, positional, flags };
}
