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

import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  Release,
  ReleaseComponent,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { Agent } from 'undici';
import { fetchFile, HttpStatusError } from './fetchFile';
import {
  DIGEST_LIST,
  MAX_DIGEST_LIST_BYTES,
  parseDigestList,
} from './mirror/digestList';
import {
  catalogueRelease,
  MAX_MANIFEST_BYTES,
  toManifest,
} from './readRelease';
import { ReleaseManifest, ReleaseSource } from './ReleaseSource';

const TIMEOUT_MS = 30_000;

/** Fetches releases over HTTP(S): from a mirror's address, or from upstream where none is given. @public */
export class HttpReleaseSource implements ReleaseSource {
  readonly #mirror: string | undefined;
  readonly #agent = new Agent({ connections: 2 });

  constructor(options: { mirror?: string } = {}) {
    this.#mirror = options.mirror?.replace(/\/+$/, '');
  }

  async get(
    component: ReleaseComponent,
    version: string,
    options: { signal?: AbortSignal } = {},
  ): Promise<ReleaseManifest> {
    const release = catalogueRelease(component, version);
    const url = this.#urlOf(release);
    try {
      return toManifest(
        release,
        await this.#fetch(url, MAX_MANIFEST_BYTES, options.signal),
      );
    } catch (error) {
      options.signal?.throwIfAborted();
      const message = `Could not fetch ${component} ${version} from ${url}`;
      throw isMissing(error)
        ? new NotFoundError(message, error)
        : new ServiceUnavailableError(message, error);
    }
  }

  async listedDigest(
    component: ReleaseComponent,
    version: string,
    options: { signal?: AbortSignal } = {},
  ): Promise<string | undefined> {
    const { path } = catalogueRelease(component, version);
    if (this.#mirror === undefined) {
      return undefined;
    }
    const url = `${this.#mirror}/${DIGEST_LIST}`;
    try {
      const bytes = await this.#fetch(
        url,
        MAX_DIGEST_LIST_BYTES,
        options.signal,
      );
      return parseDigestList(bytes.toString('utf8')).get(path);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (isMissing(error)) {
        return undefined;
      }
      throw new ServiceUnavailableError(
        `Could not fetch the mirror's list of digests from ${url}`,
        error,
      );
    }
  }

  #urlOf(release: Release): string {
    return this.#mirror === undefined
      ? release.url
      : `${this.#mirror}/${release.path}`;
  }

  #fetch(
    url: string,
    maxBytes: number,
    signal: AbortSignal | undefined,
  ): Promise<Buffer> {
    const signals = [AbortSignal.timeout(TIMEOUT_MS)];
    return fetchFile(url, {
      agent: this.#agent,
      maxBytes,
      signal: AbortSignal.any(signal ? [...signals, signal] : signals),
    });
  }
}

/** Whether the server says that it has no such file. */
function isMissing(error: unknown): boolean {
  return error instanceof HttpStatusError && [404, 410].includes(error.status);
}
