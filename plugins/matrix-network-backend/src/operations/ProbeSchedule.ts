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
import { ConflictError } from '@backstage/errors';
import { ProbeSelection } from '@matrix-network/backstage-plugin-matrix-network-common';
import { causeOf } from '../service/causeOf';
import { Services } from '../service/Services';
import { startProbe } from '../service/startProbe';

/** Who has asked for a probe that the schedule starts. */
const REQUESTED_BY = 'plugin:matrix-network';

/** Queues a probe of every Matrix cluster that is in the catalog; the runner takes them a few at once. */
export class ProbeSchedule {
  readonly #services: Pick<Services, 'directory' | 'operations'>;
  readonly #selection: ProbeSelection;
  readonly #logger: LoggerService;

  constructor(options: {
    services: Pick<Services, 'directory' | 'operations'>;
    selection: ProbeSelection;
    logger: LoggerService;
  }) {
    this.#services = options.services;
    this.#selection = options.selection;
    this.#logger = options.logger;
  }

  async run(): Promise<void> {
    const known = await this.#services.directory.list();
    for (const { spec, registered } of known) {
      if (registered) {
        await this.#queue(spec.name);
      }
    }
  }

  /** One that is busy is left until the next time; one that fails keeps no other from its turn. */
  async #queue(name: string): Promise<void> {
    try {
      await startProbe(this.#services, {
        name,
        selection: this.#selection,
        requestedBy: REQUESTED_BY,
      });
    } catch (error) {
      const log =
        error instanceof ConflictError ? this.#logger.debug : this.#logger.warn;
      log.call(
        this.#logger,
        `No probe of ${name} was queued: ${causeOf(error)}`,
      );
    }
  }
}
