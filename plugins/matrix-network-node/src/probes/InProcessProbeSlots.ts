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

import limiterFactory, { LimitFunction } from 'p-limit';
import { ProbeSlots } from './ProbeSlots';

/**
 * {@link ProbeSlots} of one process, in the order of asking: of several backend
 * replicas each has its own.
 * @public
 */
export class InProcessProbeSlots implements ProbeSlots {
  readonly #concurrency: number;
  readonly #limits = new Map<string, LimitFunction>();

  constructor(concurrency: number) {
    this.#concurrency = concurrency;
  }

  async run<T>(
    kubernetesCluster: string,
    run: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    signal.throwIfAborted();
    const limit =
      this.#limits.get(kubernetesCluster) ?? limiterFactory(this.#concurrency);
    this.#limits.set(kubernetesCluster, limit);
    return new Promise<T>((resolve, reject) => {
      const leave = () => reject(signal.reason);
      signal.addEventListener('abort', leave, { once: true });
      limit(async () => {
        // From here on, who aborts waits for what it has begun to be taken back.
        signal.removeEventListener('abort', leave);
        signal.throwIfAborted();
        return run(signal);
      }).then(resolve, reject);
    });
  }
}
