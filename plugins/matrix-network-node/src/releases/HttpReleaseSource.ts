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
import {
  Release,
  ReleaseComponent,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { Agent, fetch, Response } from 'undici';
import {
  catalogueRelease,
  MAX_MANIFEST_BYTES,
  toManifest,
} from './readRelease';
import { ReleaseManifest, ReleaseSource } from './ReleaseSource';

const TIMEOUT_MS = 30_000;
const MAX_REDIRECTS = 5;

/** Fetches releases over HTTP(S): from a mirror's address, or from upstream where none is given. @public */
export class HttpReleaseSource implements ReleaseSource {
  readonly #mirror: string | undefined;
  readonly #agent = new Agent({ connections: 2 });

  constructor(options: { mirror?: string } = {}) {
    this.#mirror = options.mirror;
  }

  async get(
    component: ReleaseComponent,
    version: string,
    options: { signal?: AbortSignal } = {},
  ): Promise<ReleaseManifest> {
    const release = catalogueRelease(component, version);
    const url = this.#urlOf(release);
    const signals = [AbortSignal.timeout(TIMEOUT_MS)];
    if (options.signal) {
      signals.push(options.signal);
    }
    try {
      const response = await this.#follow(url, AbortSignal.any(signals));
      return toManifest(release, await readBody(response));
    } catch (error) {
      options.signal?.throwIfAborted();
      throw new NotFoundError(
        `Could not fetch ${component} ${version} from ${url}`,
        error,
      );
    }
  }

  #urlOf(release: Release): string {
    return this.#mirror
      ? `${this.#mirror.replace(/\/+$/, '')}/${release.path}`
      : release.url;
  }

  /** Follows redirects to where this release may come from, and nowhere else. */
  async #follow(start: string, signal: AbortSignal): Promise<Response> {
    let url = new URL(start);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const response = await fetch(url, {
        dispatcher: this.#agent,
        redirect: 'manual',
        signal,
      });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || !location) {
        return response;
      }
      await response.body?.cancel();
      url = acceptedRedirect(new URL(location, url), url);
    }
    throw new Error(`more than ${MAX_REDIRECTS} redirects`);
  }
}

/** Where upstream keeps what it serves under its own address. */
const downloadHosts: Readonly<Record<string, readonly string[]>> = {
  'github.com': [
    'objects.githubusercontent.com',
    'release-assets.githubusercontent.com',
  ],
};

/** A redirect elsewhere, such as to a login page or into the local network, is refused. */
function acceptedRedirect(next: URL, from: URL): URL {
  const accepted = [
    from.origin,
    ...(downloadHosts[from.host] ?? []).map(
      host => `${from.protocol}//${host}`,
    ),
  ];
  if (!accepted.includes(`${next.protocol}//${next.host}`)) {
    throw new Error(
      `a redirect to ${next.protocol}//${
        next.host
      } was refused; accepted: ${accepted.join(', ')}`,
    );
  }
  return next;
}

async function readBody(response: Response): Promise<Buffer> {
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new Error(`the server answered with status ${response.status}`);
  }
  const type = response.headers.get('content-type') ?? '';
  if (/^(text\/html|application\/xhtml)/i.test(type)) {
    await response.body.cancel();
    throw new Error(
      `the answer is a web page (${type}), as a proxy or a login sends one`,
    );
  }
  const expected = Number(response.headers.get('content-length') ?? NaN);
  const encoded = response.headers.has('content-encoding');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > MAX_MANIFEST_BYTES) {
      throw new Error(`the answer has more than ${MAX_MANIFEST_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  if (!encoded && Number.isFinite(expected) && expected !== size) {
    throw new Error(`the answer ends after ${size} of ${expected} bytes`);
  }
  return Buffer.concat(chunks);
}
