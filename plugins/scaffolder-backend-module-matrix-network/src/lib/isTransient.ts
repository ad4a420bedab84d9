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

import { isError, ResponseError } from '@backstage/errors';

/** Codes of Node and of its `fetch` for a connection that could not be made, or did not last. */
const connectionCodes: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** Whether the same request may well succeed a little later: the backend restarts, or is busy. What it refuses, it refuses again. */
export function isTransient(error: unknown): boolean {
  return ResponseError.is(error)
    ? error.statusCode === 429 || error.statusCode >= 500
    : connectionError(error) !== undefined;
}

/** What a person should read of a request that failed: `fetch` itself only says that it did. */
export function failureText(error: unknown): string {
  const failed = connectionError(error) ?? error;
  return isError(failed)
    ? failed.message || String(failed.code ?? failed.name)
    : String(failed);
}

/** The error among its causes that says why there was no connection. */
function connectionError(error: unknown) {
  for (let one = error; isError(one); one = one.cause) {
    if (typeof one.code === 'string' && connectionCodes.has(one.code)) {
      return one;
    }
  }
  return undefined;
}
