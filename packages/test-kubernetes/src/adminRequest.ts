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

import { Agent, request as send } from 'undici';

/** A request to the API server as cluster administrator; JSON in, JSON out. */
export type AdminRequest = <T = unknown>(
  method: 'GET' | 'POST' | 'DELETE' | 'PATCH',
  path: string,
  body?: unknown,
  contentType?: string,
) => Promise<T>;

/** @throws Error with the server's own message for any answer but 2xx. */
export function createAdminRequest(options: {
  url: string;
  token: string;
  ca: string;
}): { request: AdminRequest; close(): Promise<void> } {
  const dispatcher = new Agent({ connect: { ca: options.ca } });
  const request = async <T>(
    method: 'GET' | 'POST' | 'DELETE' | 'PATCH',
    path: string,
    body?: unknown,
    contentType = 'application/json',
  ): Promise<T> => {
    const response = await send(new URL(path, options.url), {
      method,
      dispatcher,
      headers: {
        authorization: `Bearer ${options.token}`,
        ...(body ? { 'content-type': contentType } : {}),
      },
      body: body ? JSON.stringify(body) : undefined,
    });
    const text = await response.body.text();
    if (response.statusCode >= 300) {
      throw new Error(`${method} ${path}: ${response.statusCode} ${text}`);
    }
    return (text.startsWith('{') ? JSON.parse(text) : text) as T;
  };
  return { request, close: () => dispatcher.close() };
}
