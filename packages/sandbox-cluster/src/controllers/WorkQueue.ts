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

import { assertError } from '@backstage/errors';
import { setImmediate } from 'node:timers/promises';
import { WatchEvent } from '../store/ObjectStore';
import { Controller, ControllerContext, ObjectKey } from './Controller';

const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 5_000;

/** The keys of one controller: each waits at most once, and one is worked on at a time. */
export class WorkQueue {
  readonly #waiting = new Map<string, ObjectKey>();
  readonly #timers = new Map<string, () => void>();
  readonly #failures = new Map<string, number>();
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(
    private readonly controller: Controller,
    private readonly context: ControllerContext,
    private readonly onError?: (
      controller: string,
      key: ObjectKey,
      error: Error,
    ) => void,
  ) {}

  take(event: WatchEvent): void {
    this.controller
      .keysFor(event, this.context)
      .forEach(key => this.#enqueue(key));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#waiting.clear();
    this.#timers.forEach(cancel => cancel());
    this.#timers.clear();
    await this.#running;
  }

  #enqueue(key: ObjectKey): void {
    if (!this.#stopped) {
      this.#waiting.set(idOf(key), key);
      this.#running ??= this.#drain();
    }
  }

  async #drain(): Promise<void> {
    // Requests of clients come in between: each key waits for its turn of the loop.
    await setImmediate();
    for (
      let next = this.#next();
      next !== undefined && !this.#stopped;
      next = this.#next()
    ) {
      await this.#work(next);
      await setImmediate();
    }
    this.#running = undefined;
  }

  #next(): ObjectKey | undefined {
    for (const [id, key] of this.#waiting) {
      this.#waiting.delete(id);
      return key;
    }
    return undefined;
  }

  async #work(key: ObjectKey): Promise<void> {
    try {
      const result = await this.controller.reconcile(key, this.context);
      this.#failures.delete(idOf(key));
      if (result) {
        this.#later(key, result.requeueAfterMs);
      }
    } catch (error) {
      assertError(error);
      this.onError?.(this.controller.name, key, error);
      this.#retry(key);
    }
  }

  #retry(key: ObjectKey): void {
    const failures = this.#failures.get(idOf(key)) ?? 0;
    this.#failures.set(idOf(key), failures + 1);
    this.#later(key, Math.min(FIRST_RETRY_MS * 2 ** failures, LAST_RETRY_MS));
  }

  /** One timer a key; the newest wish replaces the one before. */
  #later(key: ObjectKey, ms: number): void {
    if (this.#stopped) {
      return;
    }
    const id = idOf(key);
    this.#timers.get(id)?.();
    this.#timers.set(
      id,
      this.context.clock.after(ms, () => {
        this.#timers.delete(id);
        this.#enqueue(key);
      }),
    );
  }
}

function idOf(key: ObjectKey): string {
  return `${key.namespace ?? ''}/${key.name}`;
}
