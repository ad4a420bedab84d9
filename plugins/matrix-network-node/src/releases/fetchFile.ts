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

import { Agent, fetch, Response } from 'undici';

const MAX_REDIRECTS = 5;

/** The server answered, but not with what was asked for. */
export class HttpStatusError extends Error {
  constructor(readonly status: number) {
    super(`the server answered with status ${status}`);
    this.name = 'HttpStatusError';
  }
}

/**
 * Fetches a file, whole or not at all: no more than `maxBytes`, no web page, and
 * only from where the address itself, or upstream's own redirects, lead.
 * @throws HttpStatusError when the answer is an error
 */
export async function fetchFile(
  url: string,
  options: { agent: Agent; signal: AbortSignal; maxBytes: number },
): Promise<Buffer> {
  const response = await follow(url, options);
  return readBody(response, options.maxBytes);
}

/** Follows redirects to where the file may come from, and nowhere else. */
async function follow(
  start: string,
  { agent, signal }: { agent: Agent; signal: AbortSignal },
): Promise<Response> {
  let url = new URL(start);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await fetch(url, {
      dispatcher: agent,
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

async function readBody(response: Response, maxBytes: number): Promise<Buffer> {
  const { body, headers } = response;
  const refuse = async (error: Error): Promise<never> => {
    await body?.cancel();
    throw error;
  };
  if (!response.ok || !body) {
    return refuse(new HttpStatusError(response.status));
  }
  const type = headers.get('content-type') ?? '';
  if (/^(text\/html|application\/xhtml)/i.test(type)) {
    return refuse(
      new Error(
        `the answer is a web page (${type}), as a proxy or a login sends one`,
      ),
    );
  }
  const expected = Number(headers.get('content-length') ?? NaN);
  if (expected > maxBytes) {
    return refuse(tooLarge(maxBytes));
  }
  const isEncoded = headers.has('content-encoding');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) {
      throw tooLarge(maxBytes);
    }
    chunks.push(chunk);
  }
  if (!isEncoded && Number.isFinite(expected) && expected !== size) {
    throw new Error(`the answer ends after ${size} of ${expected} bytes`);
  }
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): Error {
  return new Error(`the answer has more than ${maxBytes} bytes`);
}
