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

/**
 * Remembers the sha256 of manifests for which the catalogue has none, from their
 * first use on.
 * @public
 */
export interface DigestStore {
  get(
    component: ReleaseComponent,
    version: string,
  ): Promise<string | undefined>;
  /** Keeps the digest that is there already, should another replica have been faster. */
  set(
    component: ReleaseComponent,
    version: string,
    sha256: string,
  ): Promise<void>;
}

/** Remembers digests for as long as the process runs: for tests and the command line. @public */
export class InMemoryDigestStore implements DigestStore {
  readonly #digests = new Map<string, string>();

  async get(component: ReleaseComponent, version: string) {
    return this.#digests.get(`${component}@${version}`);
  }

  async set(component: ReleaseComponent, version: string, sha256: string) {
    const key = `${component}@${version}`;
    if (!this.#digests.has(key)) {
      this.#digests.set(key, sha256);
    }
  }
}
