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

import {
  ProgressEvent,
  StageId,
  Wait,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { allThrough } from './allThrough';
import { ApplyStackOptions } from './ApplyStackOptions';
import { defaultWaitPolicy, waitFor } from './waitFor';

/** What an apply waits for: before it goes on, or before it is over. */
export class StackWaits {
  readonly #options: ApplyStackOptions;
  readonly #report: (event: ProgressEvent) => void;
  readonly #meanwhile: Promise<void>[] = [];
  readonly #abandoned = new AbortController();
  readonly #ending = new AbortController();

  constructor(
    options: ApplyStackOptions,
    report: (event: ProgressEvent) => void,
  ) {
    this.#options = options;
    this.#report = report;
  }

  /** Waits until all have come about; they do not depend on each other. */
  now(stage: StageId, waits: readonly Wait[]): Promise<void> {
    const { signal } = this.#options;
    return this.#waitFor(stage, waits, { signal });
  }

  /** Waits for them while the apply goes on. */
  meanwhile(stage: StageId, waits: readonly Wait[]): void {
    const { signal } = this.#options;
    const signals = [this.#abandoned.signal, ...(signal ? [signal] : [])];
    const outcome = this.#waitFor(stage, waits, {
      signal: AbortSignal.any(signals),
      hurry: this.#ending.signal,
    });
    // It is asked for at the end only, and may fail before.
    outcome.catch(() => {});
    this.#meanwhile.push(outcome);
  }

  /** An apply is over when what no stage needed has come about, too. */
  async end(): Promise<void> {
    this.#ending.abort();
    await allThrough(this.#meanwhile);
  }

  /** Nobody waits any longer for what no stage needed. */
  abandon(): void {
    this.#abandoned.abort();
  }

  async #waitFor(
    stage: StageId,
    waits: readonly Wait[],
    signals: { signal?: AbortSignal; hurry?: AbortSignal },
  ): Promise<void> {
    const { client, wait } = this.#options;
    await allThrough(
      waits.map(each =>
        waitFor(each, {
          client,
          ...signals,
          stage,
          policy: { ...defaultWaitPolicy, ...wait },
          onProgress: this.#report,
        }),
      ),
    );
  }
}
