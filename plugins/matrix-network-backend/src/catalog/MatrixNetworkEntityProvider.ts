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
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { MatrixNetworkApi } from '@matrix-network/backstage-plugin-matrix-network-common';
import { causeOf } from '../service/causeOf';
import { matrixNetworkEntities } from './matrixClusterEntities';

const PROVIDER_NAME = 'matrix-network';

/**
 * Puts every registered Matrix cluster into the catalog: a System, a Component
 * for each workload and a Resource for the Kubernetes cluster. While the
 * backend of Matrix Network does not answer, the catalog keeps what it has.
 */
export class MatrixNetworkEntityProvider implements EntityProvider {
  readonly #api: Pick<MatrixNetworkApi, 'listMatrixClusters'>;
  readonly #owner: string;
  readonly #logger: LoggerService;
  #connection: EntityProviderConnection | undefined;
  #refreshing: Promise<void> = Promise.resolve();
  #failing = false;
  #wantedBeforeConnection = false;

  constructor(options: {
    api: Pick<MatrixNetworkApi, 'listMatrixClusters'>;
    /** Entity reference of the owner of all entities. */
    owner: string;
    logger: LoggerService;
  }) {
    this.#api = options.api;
    this.#owner = options.owner;
    this.#logger = options.logger;
  }

  getProviderName(): string {
    return PROVIDER_NAME;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    if (this.#wantedBeforeConnection) {
      void this.refresh();
    }
  }

  /** Reads the list anew; one after the other, and never throws. */
  refresh(): Promise<void> {
    this.#refreshing = this.#refreshing.then(() => this.#refresh());
    return this.#refreshing;
  }

  async #refresh(): Promise<void> {
    if (!this.#connection) {
      this.#wantedBeforeConnection = true;
      return;
    }
    try {
      const matrixClusters = await this.#api.listMatrixClusters();
      const entities = matrixNetworkEntities(matrixClusters, this.#owner);
      await this.#connection.applyMutation({
        type: 'full',
        entities: entities.map(entity => ({
          entity,
          locationKey: PROVIDER_NAME,
        })),
      });
      this.#failing = false;
    } catch (error) {
      // Said once, not every minute while it lasts.
      const log = this.#failing ? this.#logger.debug : this.#logger.warn;
      log.call(
        this.#logger,
        `Could not read the Matrix clusters for the catalog: ${causeOf(error)}`,
      );
      this.#failing = true;
    }
  }
}
