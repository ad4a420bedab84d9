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
import { EventsService } from '@backstage/plugin-events-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { causeOf } from './causeOf';

/** Channel on which open pages are told to look again. */
export const SIGNAL_CHANNEL = 'matrix-network';
/** Event topic on which the catalog module is told to look again. */
export const MATRIX_CLUSTERS_CHANGED = 'matrix-network.matrix-clusters-changed';

/**
 * Tells pages and the catalog to look again. Best effort, and without data:
 * signals go to everybody, whatever they are permitted to read.
 */
export class LiveUpdates {
  readonly #signals: SignalsService;
  readonly #events: EventsService;
  readonly #logger: LoggerService;

  constructor(options: {
    signals: SignalsService;
    events: EventsService;
    logger: LoggerService;
  }) {
    this.#signals = options.signals;
    this.#events = options.events;
    this.#logger = options.logger;
  }

  /** Something that pages show has changed. */
  pagesChanged(): void {
    this.#attempt(
      this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: SIGNAL_CHANNEL,
        message: { action: 'look-again' },
      }),
    );
  }

  /** Matrix clusters came, went or have another spec. */
  matrixClustersChanged(): void {
    this.#attempt(
      this.#events.publish({
        topic: MATRIX_CLUSTERS_CHANGED,
        eventPayload: {},
      }),
    );
    this.pagesChanged();
  }

  #attempt(publishing: Promise<void>): void {
    publishing.catch(error =>
      this.#logger.debug(
        `Could not tell pages to look again: ${causeOf(error)}`,
      ),
    );
  }
}
