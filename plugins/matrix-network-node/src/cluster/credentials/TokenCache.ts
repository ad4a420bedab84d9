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

import { orAborted } from '../orAborted';
import { FetchToken, Token } from './Token';

/** How long before its end a token is no longer sent: clocks differ, and requests take time. */
const LEEWAY_MS = 30_000;
/** How long before its end another one is fetched, or for a third of its life where that is less. */
const RENEWAL_MS = 5 * 60_000;
/** A token that was refused and is younger than this is not replaced: the next one would fare no better. */
const MIN_AGE_MS = 60_000;
const DEFAULT_TIMEOUT_MS = 30_000;

type CachedToken = Token & { fetchedAt: number };

/**
 * The current token of one identity: fetched when it is first asked for, and
 * again before it ends. Whoever asks meanwhile shares that one fetch.
 */
export class TokenCache {
  readonly #fetch: FetchToken;
  readonly #timeout: number;
  #token: CachedToken | undefined;
  #underWay: Promise<CachedToken> | undefined;

  /** @param timeout - Milliseconds that one fetch may take. */
  constructor(fetch: FetchToken, timeout: number = DEFAULT_TIMEOUT_MS) {
    this.#fetch = fetch;
    this.#timeout = timeout;
  }

  /** The signal ends the waiting, not the fetch, which others may wait for. */
  async get(signal?: AbortSignal): Promise<string> {
    const token = this.#token;
    const now = Date.now();
    if (!token || now >= token.expiresAt - LEEWAY_MS) {
      return (await orAborted(this.#renew(), signal)).value;
    }
    if (now >= renewalTime(token)) {
      // This one is good yet; if none comes, the next request asks again.
      this.#renew().catch(() => {});
    }
    return token.value;
  }

  /** An API server did not accept the token. Answers whether another try has another token. */
  refuse(value: string): boolean {
    const token = this.#token;
    if (token?.value !== value) {
      return true;
    }
    if (Date.now() < token.fetchedAt + MIN_AGE_MS) {
      return false;
    }
    this.#token = undefined;
    return true;
  }

  #renew(): Promise<CachedToken> {
    this.#underWay ??= this.#fetchInTime().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  async #fetchInTime(): Promise<CachedToken> {
    const signal = AbortSignal.timeout(this.#timeout);
    try {
      const token = await orAborted(this.#fetch(signal), signal);
      this.#token = { ...token, fetchedAt: Date.now() };
      return this.#token;
    } catch (error) {
      throw signal.aborted
        ? withCode(`no answer within ${this.#timeout / 1000} s`, 'ETIMEDOUT')
        : withoutCause(error);
    }
  }
}

function renewalTime({ fetchedAt, expiresAt }: CachedToken): number {
  return expiresAt - Math.min(RENEWAL_MS, (expiresAt - fetchedAt) / 3);
}

/** What a library throws may carry the request that it sent, credentials included. */
function withoutCause(error: unknown): Error {
  if (!(error instanceof Error)) {
    return new Error(String(error));
  }
  return 'code' in error && typeof error.code === 'string'
    ? withCode(error.message, error.code)
    : new Error(error.message);
}

function withCode(message: string, code: string): Error {
  return Object.assign(new Error(message), { code });
}
