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

/**
 * Bounds the probe pods that are on one Kubernetes cluster at once, over all
 * Matrix clusters that share it.
 * @public
 */
export class ProbeSlots {
  readonly #concurrency: number;
  readonly #limits = new Map<string, LimitFunction>();

  constructor(concurrency: number) {
    this.#concurrency = concurrency;
  }

  /** Runs when there is room on the cluster. */
  run<T>(kubernetesCluster: string, run: () => Promise<T>): Promise<T> {
    const limit =
      this.#limits.get(kubernetesCluster) ?? limiterFactory(this.#concurrency);
    this.#limits.set(kubernetesCluster, limit);
    return limit(run);
  }
}
