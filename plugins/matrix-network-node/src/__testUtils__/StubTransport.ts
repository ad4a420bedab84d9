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

import {
  Transport,
  TransportRequest,
  TransportResponse,
} from '../cluster/Transport';

/** A Transport that answers from a script, and remembers what it was asked. */
export class StubTransport implements Transport {
  readonly requests: TransportRequest[] = [];
  readonly #answer: (
    request: TransportRequest,
  ) => Partial<TransportResponse> & {
    json?: unknown;
  };

  constructor(
    answer: (
      request: TransportRequest,
    ) => Partial<TransportResponse> & { json?: unknown },
  ) {
    this.#answer = answer;
  }

  async send(request: TransportRequest): Promise<TransportResponse> {
    this.requests.push(request);
    const { json, ...response } = this.#answer(request);
    return {
      statusCode: 200,
      body: json === undefined ? '' : JSON.stringify(json),
      ...response,
    };
  }
}
