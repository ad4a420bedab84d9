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
  KubernetesObject,
  ProgressEvent,
  Stack,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterClient } from '../cluster';
import { RetryPolicy } from './retry';
import { WaitPolicy } from './waitFor';

/** @public */
export interface ApplyStackOptions {
  client: ClusterClient;
  stack: Stack;
  /** Objects to take over from other managers, as `object` of an `ApplyConflict` names them. */
  force?: readonly string[];
  onProgress?: (event: ProgressEvent) => void;
  signal?: AbortSignal;
  retry?: Partial<RetryPolicy>;
  wait?: Partial<WaitPolicy>;
  /** Requests under way at once. Default 12. */
  concurrency?: number;
  /** Called for each object that is as rendered now, with the uid of the stored one where it is known. */
  onApplied?: (object: KubernetesObject, uid: string | undefined) => void;
}
