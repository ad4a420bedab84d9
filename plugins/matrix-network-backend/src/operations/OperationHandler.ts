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

import { ProgressEvent } from '@matrix-network/backstage-plugin-matrix-network-common';
import { OperationOutcome, OperationRequest } from '../database/OperationStore';

/** What a handler gets to do its work with. */
export interface OperationContext {
  request: OperationRequest;
  /** Aborts when the backend stops or another runner has taken over. */
  signal: AbortSignal;
  progress: (event: ProgressEvent) => void;
}

/**
 * Does one kind of operation. Runs again from the start when a backend went
 * away half-way, so each of its steps must be safe to repeat. What it throws
 * counts as failed, with the message as the cause.
 */
export interface OperationHandler {
  run(context: OperationContext): Promise<OperationOutcome>;
}
