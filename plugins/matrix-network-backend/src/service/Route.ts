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

import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import { Services } from './Services';

/** A request, after authentication and permission. */
export interface RouteRequest {
  params: Readonly<Record<string, string>>;
  query: unknown;
  body: unknown;
  credentials: BackstageCredentials;
  /** Aborts when the client goes away. */
  signal: AbortSignal;
}

export interface RouteResponse {
  status: number;
  /** JSON; no body where undefined. */
  body?: unknown;
  /** For the audit event. */
  audit?: JsonObject;
}

/** One route of the REST API; `router.ts` has the list. */
export interface Route {
  method: 'get' | 'post' | 'delete';
  /** As Express writes it, below `/api/matrix-network`. */
  path: string;
  /** What the caller must be allowed to do. */
  permission: BasicPermission;
  /** Set for what changes or sends something: its audit event. */
  audit?: { eventId: string; severityLevel: 'low' | 'medium' | 'high' };
  handle(services: Services, request: RouteRequest): Promise<RouteResponse>;
}
