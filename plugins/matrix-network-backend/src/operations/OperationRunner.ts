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

import { LoggerService } from '@backstage/backend-plugin-api';
import {
  OperationClaim,
  OperationOutcome,
  OperationStore,
} from '../database/OperationStore';
import { causeOf } from '../service/causeOf';
import { handleOperation, OperationHandlers } from './OperationHandler';
import { keepLease } from './keepLease';
import { ProgressWriter } from './ProgressWriter';

/** An operation that took this many runners down is given up. */
export const MAX_ATTEMPTS = 5;
const DEFAULT_LEASE_MS = 30_000;

export interface OperationRunnerOptions {
  store: OperationStore;
  handlers: OperationHandlers;
  logger: LoggerService;
  /** Names this replica in leases. */
  owner: string;
  concurrency: number;
  /** Replicas' clocks may differ by less than this. */
  leaseMs?: number;
  /** Called after each end, so that open pages and the catalog look again. */
  onFinished?: (claim: OperationClaim, outcome: OperationOutcome) => void;
}

/**
 * Runs queued operations, and those that another replica left behind. Each
 * replica has one; leases in the database see to it that an operation has one
 * runner at a time.
 */
export class OperationRunner {
  readonly #options: OperationRunnerOptions;
  readonly #leaseMs: number;
  readonly #stop = new AbortController();
  readonly #inFlight = new Set<Promise<void>>();
  #claiming: Promise<void> = Promise.resolve();

  constructor(options: OperationRunnerOptions) {
    this.#options = options;
    this.#leaseMs = options.leaseMs ?? DEFAULT_LEASE_MS;
  }

  /** Takes over what is waiting, as far as there is room; does not wait for its end. */
  tick(): Promise<void> {
    this.#claiming = this.#claiming
      .then(() => this.#claim())
      .catch(error =>
        this.#options.logger.error(
          `Could not look for queued operations: ${causeOf(error)}`,
        ),
      );
    return this.#claiming;
  }

  /** Waits until nothing runs here. */
  async idle(): Promise<void> {
    await this.#claiming;
    while (this.#inFlight.size > 0) {
      await Promise.all(this.#inFlight);
      await this.#claiming;
    }
  }

  /** Stops what runs and gives it back, for another replica to resume. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('The backend is shutting down'));
    await this.idle();
  }

  async #claim(): Promise<void> {
    const { store, owner, concurrency } = this.#options;
    const room = concurrency - this.#inFlight.size;
    if (room <= 0 || this.#stop.signal.aborted) {
      return;
    }
    const claimedAt = Date.now();
    const claims = await store.claim({
      owner,
      leaseMs: this.#leaseMs,
      limit: room,
    });
    for (const claim of claims) {
      const run = this.#run(claim, claimedAt)
        .catch(error =>
          this.#options.logger.error(
            `Could not record operation ${claim.operation.id}: ${causeOf(
              error,
            )}`,
          ),
        )
        .finally(() => {
          this.#inFlight.delete(run);
          void this.tick();
        });
      this.#inFlight.add(run);
    }
  }

  async #run(claim: OperationClaim, claimedAt: number): Promise<void> {
    const { store, owner, logger } = this.#options;
    const { id } = claim.operation;
    const lease = new AbortController();
    const signal = AbortSignal.any([lease.signal, this.#stop.signal]);
    const stopKeeping = keepLease({
      lease,
      since: claimedAt,
      leaseMs: this.#leaseMs,
      renew: () => store.heartbeat(id, owner, this.#leaseMs),
    });
    const writer = new ProgressWriter({
      write: async lines => {
        if (!(await store.appendLines(id, owner, lines))) {
          lease.abort(new Error('Another runner has taken over'));
        }
      },
      onError: error =>
        logger.warn(
          `Could not write progress of operation ${id}: ${causeOf(error)}`,
        ),
    });
    try {
      const outcome = await this.#outcome(claim, signal, writer);
      await writer.flush();
      if (this.#stop.signal.aborted && outcome.status === 'failed') {
        await store.release(id, owner);
      } else if (!lease.signal.aborted) {
        await this.#finish(claim, outcome);
      }
    } finally {
      stopKeeping();
    }
  }

  async #outcome(
    claim: OperationClaim,
    signal: AbortSignal,
    writer: ProgressWriter,
  ): Promise<OperationOutcome> {
    const { operation, request, attempt } = claim;
    if (attempt > MAX_ATTEMPTS) {
      return {
        status: 'failed',
        error: `Given up after ${MAX_ATTEMPTS} runs that ended without a word`,
      };
    }
    if (attempt > 1) {
      writer.add({
        type: 'message',
        level: 'info',
        message:
          'Resumed after the backend that ran it went away; each step is safe to repeat',
      });
    }
    try {
      return await handleOperation(this.#options.handlers, {
        operation: operation.id,
        request,
        signal,
        progress: event => writer.add(event),
      });
    } catch (error) {
      return { status: 'failed', error: causeOf(error) };
    }
  }

  async #finish(
    claim: OperationClaim,
    outcome: OperationOutcome,
  ): Promise<void> {
    const { store, owner, logger, onFinished } = this.#options;
    const { id, kind, matrixCluster } = claim.operation;
    if (await store.finish(id, owner, outcome)) {
      logger.info(
        `Operation ${id} (${kind} of ${matrixCluster}) ${outcome.status}`,
      );
      onFinished?.(claim, outcome);
    }
  }
}
