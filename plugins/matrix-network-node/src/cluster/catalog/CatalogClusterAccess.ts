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

import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { ClusterAccess } from '../ClusterAccess';
import { CloudTokens } from '../credentials/CloudTokens';
import { clientOf, LocatedCluster, PortalIdentities } from '../locatedCluster';
import { locatorMethods } from '../locatorMethods';
import { NamedClusters } from '../NamedClusters';
import { orAborted } from '../orAborted';
import { podAccount } from '../podAccount';
import { publicLookup } from './apiServerAddress';
import { CatalogMethod, catalogMethodOf } from './clusterOfEntity';
import { clustersOfEntities } from './clustersOfEntities';

const REFRESH_MS = 30_000;
const RETRY_MS = 5_000;
const TIMEOUT_MS = 5_000;
const MAX_ENTITIES = 1_000;
const TOO_MANY = `Only the first ${MAX_ENTITIES} Resources of type kubernetes-cluster are read from the catalog`;

/** @public */
export interface CatalogClusterAccessOptions {
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  catalog: Pick<CatalogService, 'getEntities'>;
  /** Is told once which entities are not used, and why. */
  logger: Pick<LoggerService, 'warn'>;
}

/**
 * The clusters that are Resources of type `kubernetes-cluster` in the catalog,
 * by the annotations that Backstage's Kubernetes plugin reads. Who asks for a list
 * that is older than half a minute gets it at once, and has it read anew for
 * those who ask next: nobody waits for a catalog that hangs. While it does not
 * answer, those that it had last remain.
 * @public
 */
export class CatalogClusterAccess implements ClusterAccess {
  readonly #options: CatalogClusterAccessOptions;
  readonly #method: CatalogMethod;
  readonly #identities: PortalIdentities;
  #located = '';
  #clusters: NamedClusters | undefined;
  #failure: Error | undefined;
  #nextRefresh = 0;
  #underWay: Promise<void> | undefined;
  #warned: ReadonlySet<string> = new Set();

  private constructor(
    method: CatalogMethod,
    identities: PortalIdentities,
    options: CatalogClusterAccessOptions,
  ) {
    this.#method = method;
    this.#identities = identities;
    this.#options = options;
  }

  /** One for each entry of `kubernetes.clusterLocatorMethods` with type `catalog`. */
  static fromConfig(
    config: Config,
    options: CatalogClusterAccessOptions,
  ): CatalogClusterAccess[] {
    const identities = { tokens: new CloudTokens(config), pod: podAccount('') };
    return locatorMethods(config)
      .filter(({ type }) => type === 'catalog')
      .map(
        method =>
          new CatalogClusterAccess(
            catalogMethodOf(method.config),
            identities,
            options,
          ),
      );
  }

  /** @throws ServiceUnavailableError until the catalog has answered once. */
  async list() {
    return (await this.#current()).list();
  }

  async client(clusterName: string) {
    return (await this.#current()).client(clusterName);
  }

  async #current(): Promise<NamedClusters> {
    const refreshed = this.#refreshWhenDue();
    if (!this.#clusters && !isTimeout(this.#failure)) {
      await refreshed;
    }
    if (!this.#clusters) {
      throw new ServiceUnavailableError(
        `Clusters of kubernetes.clusterLocatorMethods with type 'catalog' are not known: ${
          this.#failure?.message
        }`,
      );
    }
    return this.#clusters;
  }

  /** Never rejects. */
  async #refreshWhenDue(): Promise<void> {
    if (Date.now() >= this.#nextRefresh) {
      this.#underWay ??= this.#refresh().finally(() => {
        this.#underWay = undefined;
      });
      await this.#underWay;
    }
  }

  async #refresh(): Promise<void> {
    try {
      const entities = await this.#entities();
      const found = clustersOfEntities(entities, this.#method);
      this.#warn(
        entities.length < MAX_ENTITIES
          ? found.warnings
          : [...found.warnings, TOO_MANY],
      );
      this.#use(found.clusters);
      this.#failure = undefined;
      this.#nextRefresh = Date.now() + REFRESH_MS;
    } catch (error) {
      const failure = toError(error);
      if (!this.#failure) {
        this.#options.logger.warn(
          `The catalog did not answer which Kubernetes clusters there are; those that it had last are used: ${failure.message}`,
        );
      }
      this.#failure = failure;
      this.#nextRefresh = Date.now() + RETRY_MS;
    }
  }

  async #entities(): Promise<Entity[]> {
    const { auth, catalog } = this.#options;
    const ask = async () =>
      catalog.getEntities(
        {
          filter: { kind: 'Resource', 'spec.type': 'kubernetes-cluster' },
          fields: ['kind', 'metadata', 'spec.type'],
          order: { field: 'metadata.name', order: 'asc' },
          limit: MAX_ENTITIES,
        },
        { credentials: await auth.getOwnServiceCredentials() },
      );
    const { items } = await orAborted(ask(), AbortSignal.timeout(TIMEOUT_MS));
    return items;
  }

  /** Each once, until it has gone and come again. */
  #warn(warnings: readonly string[]): void {
    for (const warning of warnings) {
      if (!this.#warned.has(warning)) {
        this.#options.logger.warn(warning);
      }
    }
    this.#warned = new Set(warnings);
  }

  /** Clients, with their connections and tokens, remain while no cluster changes. */
  #use(clusters: readonly LocatedCluster[]): void {
    const located = JSON.stringify(clusters);
    if (this.#clusters && located === this.#located) {
      return;
    }
    this.#located = located;
    this.#clusters = new NamedClusters(
      clusters.map(cluster => ({
        name: cluster.name,
        title: cluster.title,
        createClient: () =>
          clientOf(
            cluster,
            this.#identities,
            publicLookup(this.#method.allowedHosts),
          ),
      })),
    );
  }
}

/** One that has hung before may hang again: it is asked, and not waited for. */
function isTimeout(failure: Error | undefined): boolean {
  return failure?.name === 'TimeoutError';
}
