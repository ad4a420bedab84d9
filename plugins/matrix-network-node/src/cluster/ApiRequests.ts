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

import { setTimeout as sleep } from 'node:timers/promises';
import { errorFromResponse, KubernetesApiError } from './KubernetesApiError';
import { Transport, TransportRequest } from './Transport';

/** Times that a throttled request is sent again, as the server asked. */
const MAX_THROTTLE_RETRIES = 4;
const MAX_THROTTLE_SECONDS = 10;

/** Requests to an API server, with what its answers mean: throttled, starting, not there. */
export class ApiRequests {
  readonly #clusterName: string;
  readonly #transport: Transport;

  constructor(clusterName: string, transport: Transport) {
    this.#clusterName = clusterName;
    this.#transport = transport;
  }

  async getOrUndefined(
    path: string,
    signal?: AbortSignal,
    accept?: string,
  ): Promise<unknown> {
    try {
      return await this.ask({ method: 'GET', path, signal, accept });
    } catch (error) {
      if (isNotFound(error)) {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * A server that is starting serves kinds of CustomResourceDefinitions later
   * than all else; till then they look as if they were gone.
   */
  async ask(request: TransportRequest): Promise<unknown> {
    try {
      return await this.#send(request);
    } catch (error) {
      if (!isUnknownPath(error)) {
        throw error;
      }
      if (!(await this.#isReady(request.signal))) {
        throw new KubernetesApiError({
          statusCode: 503,
          reason: 'ServiceUnavailable',
          message: `the API server of cluster ${
            this.#clusterName
          } is starting, and does not serve all kinds yet`,
        });
      }
      // It may have become so in between.
      return this.#send(request);
    }
  }

  /** Where nobody says that it is not, it is. */
  async #isReady(signal?: AbortSignal): Promise<boolean> {
    const { statusCode } = await this.#transport.send({
      method: 'GET',
      path: '/readyz',
      signal,
    });
    return statusCode < 500;
  }

  async #send(request: TransportRequest): Promise<unknown> {
    for (let retries = 0; ; retries++) {
      const response = await this.#transport.send(request);
      const { statusCode, body, retryAfterSeconds } = response;
      if (statusCode < 300) {
        return JSON.parse(body);
      }
      const throttled = statusCode === 429 && retryAfterSeconds !== undefined;
      if (!throttled || retries >= MAX_THROTTLE_RETRIES) {
        throw errorFromResponse({
          statusCode,
          body,
          retryAfterSeconds,
          request: `${request.method} ${request.path.split('?')[0]}`,
        });
      }
      const seconds = Math.min(retryAfterSeconds, MAX_THROTTLE_SECONDS);
      await sleep(seconds * 1000, undefined, { signal: request.signal });
    }
  }
}

/** The object, or the path, is not there. */
export function isNotFound(error: unknown): error is KubernetesApiError {
  return error instanceof KubernetesApiError && error.statusCode === 404;
}

/** The server says so in plain text; of an object that is not there it says so in a `Status`. */
export function isUnknownPath(error: unknown): boolean {
  return isNotFound(error) && error.reason === '';
}
