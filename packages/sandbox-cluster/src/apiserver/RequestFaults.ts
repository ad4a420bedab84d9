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

import { Status } from '../store/ApiError';

/** One request, as access rules and faults see it. */
export interface RequestAttributes {
  /** get, list, watch, create, update, patch, delete, deletecollection; for other paths the lower-case method. */
  verb: string;
  group: string;
  version: string;
  /** Plural; empty for paths such as /version. */
  resource: string;
  subresource: string;
  namespace: string;
  name: string;
  path: string;
}

/** What a fault makes of a request. */
export type FaultOutcome =
  | { outcome: 'proceed' }
  | { outcome: 'respond'; status: Status }
  /** The connection is cut without an answer. */
  | { outcome: 'reset' };

/** The faults of a cluster, asked before each request; delays are waited for in `before`. */
export interface RequestFaults {
  before(request: RequestAttributes): Promise<FaultOutcome>;
  /** Whether access reviews say no, and why. */
  forbids?(request: RequestAttributes): string | undefined;
}
