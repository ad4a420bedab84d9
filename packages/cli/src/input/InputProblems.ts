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

/** A place in a file: lines and columns count from 1. */
export interface Location {
  file: string;
  line?: number;
  column?: number;
}

/** Something wrong with what was given, where it stands. */
export interface InputProblem {
  location: Location;
  /** `NetworkPolicy matrix/redis-access`; absent where no object could be read. */
  object?: string;
  /** `spec.ingress[0].ports[1].endPort` */
  path?: string;
  /** Names the value and what is accepted. */
  message: string;
}

export function locationText({ file, line, column }: Location): string {
  return [file, line, column].filter(part => part !== undefined).join(':');
}

/** `policies.yaml:12:9: NetworkPolicy matrix/redis-access: spec.ingress[0]: …` */
export function problemText({
  location,
  object,
  path,
  message,
}: InputProblem): string {
  return [locationText(location), object, path, message]
    .filter(part => part)
    .join(': ');
}

/** Input that cannot be worked with: every problem of it, not only the first. */
export class InputProblems extends Error {
  readonly name = 'InputProblems';

  constructor(readonly problems: readonly InputProblem[]) {
    super(problems.map(problemText).join('\n'));
  }

  get lines(): string[] {
    return this.problems.map(problemText);
  }
}
