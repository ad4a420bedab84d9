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
import {
  ApplyOperationRequest,
  OperationOutcome,
  OperationRequest,
  ProbeOperationRequest,
  UninstallOperationRequest,
} from '../database/OperationStore';

/** What a handler gets to do its work with. */
export interface OperationContext<
  R extends OperationRequest = OperationRequest,
> {
  /** The operation's id. */
  operation: string;
  request: R;
  /** Aborts when the backend stops or another runner has taken over. */
  signal: AbortSignal;
  progress: (event: ProgressEvent) => void;
}

/**
 * Does one kind of operation. Runs again from the start when a backend went
 * away half-way, so each of its steps must be safe to repeat. What it throws
 * counts as failed, with the message as the cause.
 */
export interface OperationHandler<
  R extends OperationRequest = OperationRequest,
> {
  run(context: OperationContext<R>): Promise<OperationOutcome>;
}

/** The handler of each kind of operation. */
export interface OperationHandlers {
  apply: OperationHandler<ApplyOperationRequest>;
  uninstall: OperationHandler<UninstallOperationRequest>;
  probe: OperationHandler<ProbeOperationRequest>;
}

/** Hands an operation to the handler of its kind. */
export async function handleOperation(
  handlers: OperationHandlers,
  { request, ...context }: OperationContext,
): Promise<OperationOutcome> {
  switch (request.kind) {
    case 'apply':
      return handlers.apply.run({ ...context, request });
    case 'uninstall':
      return handlers.uninstall.run({ ...context, request });
    case 'probe':
      return handlers.probe.run({ ...context, request });
    default:
      return unknownKind(request);
  }
}

/** A newer backend beside this one may have queued what this one has not heard of. */
function unknownKind(request: never): OperationOutcome {
  const { kind } = Object(request);
  return {
    status: 'failed',
    error: `This backend does not know how to do '${kind}'`,
  };
}
