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

import { ConflictError } from '@backstage/errors';
import { ReleaseComponent } from '@matrix-network/backstage-plugin-matrix-network-common';
import { DigestStore } from './DigestStore';
import { catalogueRelease } from './readRelease';
import { ReleaseManifest, ReleaseSource } from './ReleaseSource';

/**
 * What a manifest's sha256 is held against. `catalogue`: the upstream digest,
 * where the catalogue has it. `firstUse`: the one seen first, also where the
 * catalogue knows better: for a mirror that carries releases of its own.
 * @public
 */
export type ReleaseVerification = 'catalogue' | 'firstUse';

/**
 * Lets a manifest through only if its sha256 is the catalogue's; where the
 * catalogue has none, the first one seen is recorded and holds from then on.
 * @public
 */
export class VerifiedReleaseSource implements ReleaseSource {
  readonly #source: ReleaseSource;
  readonly #digests: DigestStore;
  readonly #verify: ReleaseVerification;

  constructor(
    source: ReleaseSource,
    digests: DigestStore,
    verify: ReleaseVerification = 'catalogue',
  ) {
    this.#source = source;
    this.#digests = digests;
    this.#verify = verify;
  }

  async get(
    component: ReleaseComponent,
    version: string,
    options: { signal?: AbortSignal } = {},
  ): Promise<ReleaseManifest> {
    const manifest = await this.#source.get(component, version, options);
    const { expected, origin } = await this.#expected(manifest);
    if (expected !== manifest.sha256) {
      throw new ConflictError(
        `The manifest of ${component} ${manifest.version} has sha256 ${manifest.sha256}, but ${expected} ${origin}; nothing of it is used`,
      );
    }
    return {
      ...manifest,
      making: this.#verify === 'catalogue' ? 'upstream' : 'own',
    };
  }

  async #expected(
    manifest: ReleaseManifest,
  ): Promise<{ expected: string; origin: string }> {
    const { component, version, sha256 } = manifest;
    const known = catalogueRelease(component, version).sha256;
    if (known && this.#verify === 'catalogue') {
      return { expected: known, origin: 'is in the catalogue' };
    }
    if ((await this.#digests.get(component, version)) === undefined) {
      await this.#digests.set(component, version, sha256);
    }
    // Read again: another replica may have recorded its own in between.
    const recorded = await this.#digests.get(component, version);
    return {
      expected: recorded ?? sha256,
      origin: 'was recorded at its first use',
    };
  }
}
