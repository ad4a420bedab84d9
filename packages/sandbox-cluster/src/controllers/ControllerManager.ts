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

import { ObjectStore } from '../store/ObjectStore';
import { Clock, systemClock } from './Clock';
import { ClusterState } from './ClusterState';
import { Controller, ControllerContext, ObjectKey } from './Controller';
import { WorkQueue } from './WorkQueue';

export interface ControllerManagerOptions {
  store: ObjectStore;
  controllers: readonly Controller[];
  clock?: Clock;
  /** See {@link ControllerContext.delayMs}. Default 400. */
  delayMs?: number;
  /** Told of each reconcile that failed; it is retried with a growing delay. */
  onError?(controller: string, key: ObjectKey, error: Error): void;
}

/**
 * Runs control loops over a store: each change is turned into keys, and each
 * controller works its keys off one after another.
 */
export class ControllerManager {
  readonly #options: ControllerManagerOptions;
  readonly #context: ControllerContext;
  readonly #queues: WorkQueue[];
  #unsubscribe: (() => void) | undefined;

  constructor(options: ControllerManagerOptions) {
    this.#options = options;
    this.#context = {
      state: new ClusterState(options.store),
      clock: options.clock ?? systemClock,
      delayMs: options.delayMs ?? 400,
    };
    this.#queues = options.controllers.map(
      controller => new WorkQueue(controller, this.#context, options.onError),
    );
  }

  /** Looks at everything there is, then at every change. */
  start(): void {
    const { store } = this.#options;
    this.#unsubscribe = store.subscribe(event =>
      this.#queues.forEach(queue => queue.take(event)),
    );
    for (const { group, kind } of store.resourceTypes()) {
      for (const object of store.list({ group, kind })) {
        this.#queues.forEach(queue => queue.take({ type: 'ADDED', object }));
      }
    }
  }

  /** Stops all loops and resolves once the reconciles under way have ended. */
  async stop(): Promise<void> {
    this.#unsubscribe?.();
    await Promise.all(this.#queues.map(queue => queue.stop()));
    this.#context.state.close();
  }
}
