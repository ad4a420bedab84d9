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

/** One request to an API server, below the level of objects. */
export interface TransportRequest {
  method: 'GET' | 'PATCH' | 'POST' | 'DELETE';
  /** Path with its query, from `/` on. */
  path: string;
  body?: string;
  contentType?: string;
  /** Default `application/json`. */
  accept?: string;
  signal?: AbortSignal;
}

export interface TransportResponse {
  statusCode: number;
  body: string;
  /** Seconds, from the header `Retry-After`. */
  retryAfterSeconds?: number;
}

/**
 * Carries requests to one API server, with its credentials.
 * @throws ClusterConnectionError when no answer came.
 */
export interface Transport {
  send(request: TransportRequest): Promise<TransportResponse>;
}
