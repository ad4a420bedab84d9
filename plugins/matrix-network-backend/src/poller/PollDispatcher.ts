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
import { HealthStore } from '../database/HealthStore';
import { causeOf } from '../service/causeOf';
import { MatrixClusterDirectory } from '../service/MatrixClusterDirectory';
import { Poller } from './Poller';

/** First polls after a start come at most this close to one another. */
const SPREAD_STEP_MS = 250;

export interface PollDispatcherOptions {
  poller: Pick<Poller, 'poll'>;
  store: HealthStore;
  directory: MatrixClusterDirectory;
  logger: LoggerService;
  /** Names this replica in leases. */
  owner: string;
  intervalMs: number;
  /** Longer than a poll may take; after it another replica takes over. */
  leaseMs: number;
  concurrency: number;
  now?: () => Date;
}

/**
 * Decides which Matrix clusters are polled now, and by whom. Each replica runs
 * one; they share the work by leases on rows of the database, so that a poll
 * runs once over all of them, a slow cluster holds up no other, and Matrix
 * clusters come and go without tasks to register or remove.
 */
export class PollDispatcher {
  readonly #options: PollDispatcherOptions;
  readonly #now: () => Date;
  readonly #stop = new AbortController();
  readonly #inFlight = new Map<string, Promise<void>>();
  #dispatching: Promise<void> = Promise.resolve();

  constructor(options: PollDispatcherOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** Starts the polls that are due, as far as there is room; does not wait for them. */
  async tick(): Promise<void> {
    await this.#enrol();
    await this.#dispatch();
  }

  /** Polls one now, in or out of turn; joins a poll of it that runs here already. */
  async pollNow(matrixCluster: string): Promise<void> {
    await this.#options.store.ensure(matrixCluster, this.#now());
    await this.#start(matrixCluster);
  }

  /** Aborts what runs and waits for it. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('The backend is shutting down'));
    await this.#dispatching;
    await Promise.all(this.#inFlight.values());
  }

  /** Makes new Matrix clusters pollable, spread over time, and forgets old ones. */
  async #enrol(): Promise<void> {
    const { directory, store, intervalMs } = this.#options;
    const wanted = (await directory.list()).map(known => known.spec.name);
    const enrolled = new Set(await store.names());
    const fresh = wanted.filter(name => !enrolled.has(name));
    const step = Math.min(SPREAD_STEP_MS, intervalMs / (fresh.length || 1));
    for (const [index, name] of fresh.entries()) {
      await store.ensure(name, new Date(this.#now().getTime() + index * step));
    }
    for (const name of enrolled) {
      if (!wanted.includes(name)) {
        await store.forget(name);
      }
    }
  }

  #dispatch(): Promise<void> {
    // One at a time: two would each count the same room as free.
    this.#dispatching = this.#dispatching
      .then(() => this.#claimAndStart())
      .catch(error =>
        this.#options.logger.error(
          `Could not look for polls that are due: ${causeOf(error)}`,
        ),
      );
    return this.#dispatching;
  }

  async #claimAndStart(): Promise<void> {
    const { store, owner, leaseMs, concurrency } = this.#options;
    const room = concurrency - this.#inFlight.size;
    if (room <= 0 || this.#stop.signal.aborted) {
      return;
    }
    const claims = await store.claimDue({ owner, leaseMs, limit: room });
    for (const { matrixCluster } of claims) {
      // The next in the queue takes the room of one that ends, without waiting for a tick.
      void this.#start(matrixCluster).then(() => this.#dispatch());
    }
  }

  #start(matrixCluster: string): Promise<void> {
    const { poller, logger } = this.#options;
    const underWay = this.#inFlight.get(matrixCluster);
    if (underWay) {
      return underWay;
    }
    const run = poller
      .poll(matrixCluster, this.#stop.signal)
      .catch(error =>
        logger.error(
          `Could not record a poll of ${matrixCluster}: ${causeOf(error)}`,
        ),
      )
      .finally(() => this.#inFlight.delete(matrixCluster));
    this.#inFlight.set(matrixCluster, run);
    return run;
  }
}
