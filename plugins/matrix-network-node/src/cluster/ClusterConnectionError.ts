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

import { CustomErrorBase } from '@backstage/errors';

/**
 * The API server did not answer: refused, reset, timed out, or its certificate
 * was not trusted.
 * @public
 */
export class ClusterConnectionError extends CustomErrorBase {
  /** `ECONNREFUSED`, `ETIMEDOUT`, `CERT_HAS_EXPIRED`, … as Node.js names it. */
  readonly code: string;

  constructor(message: string, options: { code: string; cause?: Error }) {
    super(message, options.cause);
    this.code = options.code;
  }
}
