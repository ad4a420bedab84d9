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

import { createHash, timingSafeEqual } from 'node:crypto';
import { RequestHandler } from 'express';
import { unauthorized } from '../store/ApiError';

const publicPaths = ['/healthz', '/livez', '/readyz', '/version'];

/** Lets requests with the bearer token pass; health and version need none. */
export function authenticate(token: string): RequestHandler {
  const expected = digest(`Bearer ${token}`);
  return (request, _response, next) => {
    const given = digest(request.headers.authorization ?? '');
    if (
      publicPaths.includes(request.path) ||
      timingSafeEqual(expected, given)
    ) {
      next();
    } else {
      next(unauthorized());
    }
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
