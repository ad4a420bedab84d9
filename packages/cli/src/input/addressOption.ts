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

import { InvalidArgumentError } from 'commander';
import { ipAddress } from './fields';

/** For an option that takes an address and may be given more than once. */
export function parseAddresses(
  text: string,
  before: readonly string[] = [],
): string[] {
  const { error } = ipAddress.safeParse(text);
  if (error) {
    throw new InvalidArgumentError(`${error.issues[0].message}.`);
  }
  return [...before, text];
}
