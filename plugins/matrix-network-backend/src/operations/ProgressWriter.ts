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

const FLUSH_INTERVAL_MS = 500;
const FLUSH_SIZE = 100;
const MAX_MESSAGE_LENGTH = 2_000;

type Line = { at: Date; event: ProgressEvent };

/** Writes an operation's progress lines in batches, in order. */
export class ProgressWriter {
  readonly #write: (lines: Line[]) => Promise<void>;
  readonly #onError: (error: unknown) => void;
  readonly #now: () => Date;
  #pending: Line[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: {
    write: (lines: Line[]) => Promise<void>;
    /** A batch could not be written; it is not lost, the next flush tries again. */
    onError: (error: unknown) => void;
    now?: () => Date;
  }) {
    this.#write = options.write;
    this.#onError = options.onError;
    this.#now = options.now ?? (() => new Date());
  }

  add(event: ProgressEvent): void {
    this.#pending.push({ at: this.#now(), event: bounded(event) });
    if (this.#pending.length >= FLUSH_SIZE) {
      void this.flush();
    } else if (!this.#timer) {
      this.#timer = setTimeout(() => void this.flush(), FLUSH_INTERVAL_MS);
    }
  }

  /** Writes what is pending. Never throws. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#writePending());
    return this.#writing;
  }

  async #writePending(): Promise<void> {
    const batch = this.#pending;
    this.#pending = [];
    if (batch.length === 0) {
      return;
    }
    try {
      await this.#write(batch);
    } catch (error) {
      this.#pending = [...batch, ...this.#pending];
      this.#onError(error);
    }
  }
}

/** Messages come from API servers, too; none may fill the database. */
function bounded(event: ProgressEvent): ProgressEvent {
  if (
    'message' in event &&
    event.message &&
    event.message.length > MAX_MESSAGE_LENGTH
  ) {
    return {
      ...event,
      message: `${event.message.slice(0, MAX_MESSAGE_LENGTH - 1)}…`,
    };
  }
  return event;
}
