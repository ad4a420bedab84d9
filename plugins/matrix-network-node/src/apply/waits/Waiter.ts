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

import { Wait } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterClient, RequestOptions } from '../../cluster';

/** How a wait stands. */
export type WaitState =
  | { state: 'done' }
  /** Not yet, and why. */
  | { state: 'waiting'; message: string }
  /** It will not come about by waiting. */
  | { state: 'failed'; message: string };

export interface LookOptions extends RequestOptions {
  /** Milliseconds waited so far. */
  waited?: number;
  /** Whether others go in as soon as it has come about. */
  isNeeded?: boolean;
}

/** Looks once whether what is waited for has come about. */
export type Waiter<K extends Wait['kind']> = (
  wait: Extract<Wait, { kind: K }>,
  client: ClusterClient,
  options: LookOptions,
) => Promise<WaitState>;

export const done: WaitState = { state: 'done' };

export function waiting(message: string): WaitState {
  return { state: 'waiting', message };
}

export function failed(message: string): WaitState {
  return { state: 'failed', message };
}
