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

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  InProcessProbeSlots,
  ProbeSlots,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { ProbeSlot, ProbeSlotStore } from '../database/ProbeSlotStore';
import { keepLease } from './keepLease';

const DEFAULT_LEASE_MS = 30_000;
const DEFAULT_POLL_MS = 500;
const GIVE_BACK_PATIENCE_MS = 5_000;

export interface SharedProbeSlotsOptions {
  store: ProbeSlotStore;
  /** Names this replica in slots. */
  owner: string;
  /** Probes at once on one Kubernetes cluster. */
  concurrency: number;
  /** A probe whose slot could not be renewed for so long is ended. */
  leaseMs?: number;
  /** Milliseconds between two looks for a free slot, on average. */
  pollMs?: number;
}

/**
 * {@link ProbeSlots} over all replicas of the backend.
 *
 * A probe whose slot is lost is ended, and the operation fails: its pod would be
 * one too many once another has the slot, and a probe costs little to repeat. A
 * slot falls free for others only a lease later than its holder has ended, so
 * that the Job is deleted by then, and clocks may differ by less than that.
 */
export class SharedProbeSlots implements ProbeSlots {
  readonly #store: ProbeSlotStore;
  readonly #owner: string;
  readonly #concurrency: number;
  readonly #leaseMs: number;
  readonly #pollMs: number;
  /** One of this replica looks for a slot on each cluster; the others wait behind it. */
  readonly #turns = new InProcessProbeSlots(1);

  constructor(options: SharedProbeSlotsOptions) {
    this.#store = options.store;
    this.#owner = options.owner;
    this.#concurrency = options.concurrency;
    this.#leaseMs = options.leaseMs ?? DEFAULT_LEASE_MS;
    this.#pollMs = options.pollMs ?? DEFAULT_POLL_MS;
  }

  async run<T>(
    kubernetesCluster: string,
    run: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const { slot, since } = await this.#turns.run(
      kubernetesCluster,
      () => this.#waitForSlot(kubernetesCluster, signal),
      signal,
    );
    const lease = new AbortController();
    const stopKeeping = keepLease({
      lease,
      since,
      leaseMs: this.#leaseMs,
      renew: () => this.#store.renew(slot, this.#leaseInStoreMs),
    });
    try {
      const held = AbortSignal.any([signal, lease.signal]);
      held.throwIfAborted();
      return await run(held);
    } catch (error) {
      throw lease.signal.aborted && !signal.aborted
        ? new ServiceUnavailableError(
            `A probe on Kubernetes cluster ${kubernetesCluster} was ended, since its slot was lost; probe again`,
            lease.signal.reason,
          )
        : error;
    } finally {
      stopKeeping();
      await this.#giveBack(slot);
    }
  }

  get #leaseInStoreMs(): number {
    return 2 * this.#leaseMs;
  }

  /**
   * Everybody looks equally often, also who has just given one back: whoever waits
   * has the same chance of each slot that falls free, and nobody is left behind.
   */
  async #waitForSlot(kubernetesCluster: string, signal: AbortSignal) {
    for (;;) {
      signal.throwIfAborted();
      const since = Date.now();
      const slot = await this.#take(kubernetesCluster, signal);
      if (slot) {
        return { slot, since };
      }
      const jitter = 0.5 + Math.random();
      await sleep(this.#pollMs * jitter, undefined, { signal });
    }
  }

  async #take(
    kubernetesCluster: string,
    signal: AbortSignal,
  ): Promise<ProbeSlot | undefined> {
    const taking = this.#store.take({
      kubernetesCluster,
      slots: this.#concurrency,
      holder: `${this.#owner}/${randomUUID()}`,
      leaseMs: this.#leaseInStoreMs,
    });
    try {
      return await unlessAborted(taking, signal);
    } catch (error) {
      // Where the answer comes yet, nobody is there any more to use the slot.
      taking.then(
        slot => slot && this.#giveBack(slot),
        () => {},
      );
      signal.throwIfAborted();
      throw new ServiceUnavailableError(
        `Whether there is room for a probe on Kubernetes cluster ${kubernetesCluster} is not known, so none was run: the database failed`,
        error,
      );
    }
  }

  /** One that can't be given back falls free when its lease runs out. */
  async #giveBack(slot: ProbeSlot): Promise<void> {
    await unlessAborted(
      this.#store.release(slot),
      AbortSignal.timeout(GIVE_BACK_PATIENCE_MS),
    ).catch(() => {});
  }
}

/** Waits for no answer any longer than until the signal aborts. */
async function unlessAborted<T>(
  answer: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const left = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
      signal: left.signal,
    });
  });
  try {
    return await Promise.race([answer, aborted]);
  } finally {
    left.abort();
  }
}
