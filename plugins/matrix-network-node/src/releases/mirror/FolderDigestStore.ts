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

import { ReleaseComponent } from '@matrix-network/backstage-plugin-matrix-network-common';
import { join } from 'node:path';
import { DigestStore } from '../DigestStore';
import { catalogueRelease } from '../readRelease';
import { DIGEST_LIST, formatDigestList } from './digestList';
import { writeWhole } from './writeWhole';

/** Remembers digests in the list of a mirror's folder. */
export class FolderDigestStore implements DigestStore {
  readonly #folder: string;
  /** By path. Those that were seen, but not written to the folder yet, too. */
  readonly #digests: Map<string, string>;

  constructor(folder: string, digests: ReadonlyMap<string, string>) {
    this.#folder = folder;
    this.#digests = new Map(digests);
  }

  async get(component: ReleaseComponent, version: string) {
    return this.#digests.get(catalogueRelease(component, version).path);
  }

  async set(component: ReleaseComponent, version: string, sha256: string) {
    const { path } = catalogueRelease(component, version);
    if (!this.#digests.has(path)) {
      this.#digests.set(path, sha256);
    }
  }

  /** Writes the list, with this digest in it whatever was there before. */
  async keep(path: string, sha256: string): Promise<void> {
    if (this.#digests.get(path) !== sha256) {
      this.#digests.set(path, sha256);
    }
    await writeWhole(
      join(this.#folder, DIGEST_LIST),
      formatDigestList(this.#digests),
    );
  }
}
