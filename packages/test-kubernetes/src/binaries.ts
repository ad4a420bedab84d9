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
import path from 'node:path';
import programs from './programs.json';

const HOW = '`node scripts/kubernetes/build.mjs` builds them';

/**
 * The folder with the programs, from envtest's variable.
 *
 * @throws Error that names what is missing of them
 */
export function findBinaries(): string {
  const folder = process.env.KUBEBUILDER_ASSETS;
  if (!folder) {
    throw new Error(
      `KUBEBUILDER_ASSETS must name a folder with ${programs.join(
        ', ',
      )}; ${HOW}`,
    );
  }
  const missing = programs.filter(name => !existsSync(path.join(folder, name)));
  if (missing.length > 0) {
    throw new Error(
      `KUBEBUILDER_ASSETS names ${folder}, which has no ${missing.join(
        ', no ',
      )}; ${HOW}`,
    );
  }
  // Programs run in a folder of their own.
  return path.resolve(folder);
}

let told = false;

/** As {@link findBinaries}; undefined where there are none, which is said once where the variable promises some. */
export function kubernetesBinaries(): string | undefined {
  try {
    return findBinaries();
  } catch (error) {
    if (process.env.KUBEBUILDER_ASSETS && !told) {
      told = true;
      process.stderr.write(
        `SKIPPED: the real kube-apiserver. ${
          error instanceof Error ? error.message : error
        }\n`,
      );
    }
    return undefined;
  }
}
