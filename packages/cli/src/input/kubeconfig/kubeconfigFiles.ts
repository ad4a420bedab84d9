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
import { homedir } from 'node:os';
import path from 'node:path';

/** The files that a kubeconfig is read from, as kubectl finds them. */
export function kubeconfigFiles(given: string | undefined): string[] {
  if (given !== undefined) {
    return [given];
  }
  const named = process.env.KUBECONFIG?.split(path.delimiter).filter(Boolean);
  const own = path.join(homedir(), '.kube', 'config');
  return named?.length ? named : [own].filter(file => existsSync(file));
}
