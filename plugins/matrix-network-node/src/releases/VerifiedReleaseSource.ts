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
import { DIGEST_LIST } from './mirror/digestList';
import { parseRelease } from './parseRelease';
import { catalogueRelease } from './readRelease';
import { ReleaseManifest, ReleaseSource } from './ReleaseSource';

/**
 * What a manifest's sha256 is held against. `catalogue`: the upstream digest,
 * where the catalogue has it. `firstUse`: the one seen first, also where the
 * catalogue knows better: for a mirror that carries releases of its own.
 * @public
 */
export type ReleaseVerification = 'catalogue' | 'firstUse';

interface Options {
  signal?: AbortSignal;
}

/**
 * Lets a manifest through only if its sha256 is the catalogue's; where the
 * catalogue has none, the first one seen is recorded and holds from then on. A
 * mirror's own list of digests is not trusted: it keeps a file that was cut off
 * from being the first one seen, and tells what is wrong with one that is refused.
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
    options: Options = {},
  ): Promise<ReleaseManifest> {
    const manifest: ReleaseManifest = {
      ...(await this.#source.get(component, version, options)),
      making: this.#verify === 'catalogue' ? 'upstream' : 'own',
    };
    const known = catalogueRelease(component, version).sha256;
    if (known && this.#verify === 'catalogue') {
      await this.#hold(manifest, known, 'is in the catalogue', options);
      return manifest;
    }
    const recorded =
      (await this.#digests.get(component, version)) ??
      (await this.#record(manifest, options));
    await this.#hold(
      manifest,
      recorded,
      'was recorded at its first use',
      options,
    );
    return manifest;
  }

  async listedDigest(
    component: ReleaseComponent,
    version: string,
    options: Options = {},
  ): Promise<string | undefined> {
    return this.#source.listedDigest?.(component, version, options);
  }

  /** Records what is seen for the first time, once it is what the mirror means to give, and whole. */
  async #record(manifest: ReleaseManifest, options: Options): Promise<string> {
    const { component, version, sha256 } = manifest;
    const listed = await this.listedDigest(component, version, options);
    if (listed !== undefined) {
      this.#compare(
        manifest,
        listed,
        `is in the mirror's ${DIGEST_LIST}: the file was cut off or changed`,
      );
    }
    parseRelease(manifest);
    await this.#digests.set(component, version, sha256);
    // Read again: another replica may have recorded its own in between.
    return (await this.#digests.get(component, version)) ?? sha256;
  }

  async #hold(
    manifest: ReleaseManifest,
    expected: string,
    origin: string,
    options: Options,
  ): Promise<void> {
    if (manifest.sha256 !== expected) {
      const hint = await this.#hint(manifest, expected, options);
      this.#compare(manifest, expected, `${origin}${hint}`);
    }
  }

  #compare(manifest: ReleaseManifest, expected: string, origin: string): void {
    const { component, version, sha256 } = manifest;
    if (sha256 !== expected) {
      throw new ConflictError(
        `The manifest of ${component} ${version} has sha256 ${sha256}, but ${expected} ${origin}; nothing of it is used`,
      );
    }
  }

  /** What the mirror's own list lets one guess; nothing where it can't be read. */
  async #hint(
    { component, version, sha256 }: ReleaseManifest,
    expected: string,
    options: Options,
  ): Promise<string> {
    const listed = await this.listedDigest(component, version, options).catch(
      () => undefined,
    );
    switch (listed) {
      case undefined:
        return '';
      case expected:
        return `, and in the mirror's ${DIGEST_LIST}: the file was cut off or changed since the mirror was made`;
      case sha256:
        return `; the mirror's ${DIGEST_LIST} has what the file is: the mirror was made from another one`;
      default:
        return `; the mirror's ${DIGEST_LIST} has a third one, ${listed}`;
    }
  }
}
