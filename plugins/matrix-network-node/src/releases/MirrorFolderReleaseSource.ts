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

import { NotFoundError } from '@backstage/errors';
import { ReleaseComponent } from '@matrix-network/backstage-plugin-matrix-network-common';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DIGEST_LIST, readDigestList } from './mirror/digestList';
import {
  catalogueRelease,
  MAX_MANIFEST_BYTES,
  toManifest,
} from './readRelease';
import { ReleaseSource } from './ReleaseSource';

/** Reads releases from a folder in the catalogue's layout, and its list of digests. @public */
export class MirrorFolderReleaseSource implements ReleaseSource {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async get(
    component: ReleaseComponent,
    version: string,
    options: { signal?: AbortSignal } = {},
  ) {
    const release = catalogueRelease(component, version);
    const path = join(this.#folder, release.path);
    try {
      const { size } = await stat(path);
      if (size > MAX_MANIFEST_BYTES) {
        throw new Error(
          `has ${size} bytes; at most ${MAX_MANIFEST_BYTES} are read`,
        );
      }
      return toManifest(
        release,
        await readFile(path, { signal: options.signal }),
      );
    } catch (error) {
      throw new NotFoundError(
        `Could not read ${component} ${version} from the mirror: ${path}`,
        error,
      );
    }
  }

  async listedDigest(
    component: ReleaseComponent,
    version: string,
  ): Promise<string | undefined> {
    const { path } = catalogueRelease(component, version);
    try {
      return (await readDigestList(this.#folder))?.get(path);
    } catch (error) {
      throw new NotFoundError(
        `Could not read the mirror's list of digests: ${join(
          this.#folder,
          DIGEST_LIST,
        )}`,
        error,
      );
    }
  }
}
