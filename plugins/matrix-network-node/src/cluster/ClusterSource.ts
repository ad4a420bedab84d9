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
import { toError } from '@backstage/errors';
import { ClusterAccess, ClusterSummary } from './ClusterAccess';
import { ClusterClient } from './ClusterClient';

export type Listing = PromiseSettledResult<readonly ClusterSummary[]>;

interface ClusterSourceOptions {
  access: ClusterAccess;
  /** What the log and errors call it. */
  label: string;
  logger?: Pick<LoggerService, 'info' | 'warn'>;
}

/** One of several sources of clusters: what it listed last, and whether it lists them now. */
export class ClusterSource {
  readonly #options: ClusterSourceOptions;
  #listedLast: readonly ClusterSummary[] | undefined;
  #isAway = false;

  constructor(options: ClusterSourceOptions) {
    this.#options = options;
  }

  /** What the log and errors call it. */
  get label(): string {
    return this.#options.label;
  }

  /** Whether its names are known, be it that it answers no longer. */
  get listedOnce(): boolean {
    return this.#listedLast !== undefined;
  }

  /** Never rejects: what a failure means depends on the other sources. */
  async list(): Promise<Listing> {
    try {
      const value = await this.#options.access.list();
      this.#listedLast = value;
      this.#back();
      return { status: 'fulfilled', value };
    } catch (reason) {
      this.#away(toError(reason));
      return { status: 'rejected', reason };
    }
  }

  /** One that does not answer now keeps its names: no other cluster stands in for its own. */
  hasListed(clusterName: string): boolean {
    return (this.#listedLast ?? []).some(({ name }) => name === clusterName);
  }

  async client(clusterName: string): Promise<ClusterClient> {
    return this.#options.access.client(clusterName);
  }

  /** Once for each outage: lists are asked for all the time. */
  #away({ message }: Error): void {
    if (!this.#isAway) {
      this.#isAway = true;
      const { label, logger } = this.#options;
      logger?.warn(
        `${label} does not list its Kubernetes clusters, which are missing until it does: ${message}`,
      );
    }
  }

  #back(): void {
    if (this.#isAway) {
      this.#isAway = false;
      const { label, logger } = this.#options;
      logger?.info(`${label} lists its Kubernetes clusters again`);
    }
  }
}
