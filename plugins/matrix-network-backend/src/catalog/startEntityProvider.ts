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
  AuthService,
  DiscoveryService,
  LoggerService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { CatalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { causeOf } from '../service/causeOf';
import { MATRIX_CLUSTERS_CHANGED } from '../service/LiveUpdates';
import { createServiceClient } from './createServiceClient';
import { MatrixNetworkEntityProvider } from './MatrixNetworkEntityProvider';
import { CatalogConfig, readCatalogConfig } from './readCatalogConfig';

/** Wrong configuration is logged and leaves the catalog without these entities, not down. */
export async function startEntityProvider(deps: {
  auth: AuthService;
  catalog: CatalogProcessingExtensionPoint;
  config: RootConfigService;
  discovery: DiscoveryService;
  events: EventsService;
  logger: LoggerService;
  scheduler: SchedulerService;
}): Promise<void> {
  const { catalog, events, logger, scheduler } = deps;
  let config: CatalogConfig;
  try {
    config = readCatalogConfig(deps.config);
  } catch (error) {
    logger.error(`Matrix clusters stay out of the catalog: ${causeOf(error)}`);
    return;
  }
  const provider = new MatrixNetworkEntityProvider({
    api: createServiceClient(deps),
    owner: config.owner,
    logger,
  });
  catalog.addEntityProvider(provider);
  await scheduler.scheduleTask({
    id: 'matrix-network:entities',
    frequency: config.interval,
    timeout: { minutes: 1 },
    initialDelay: { seconds: 3 },
    fn: () => provider.refresh(),
  });
  // A scaffolded Matrix cluster has its pages at once, not at the next turn.
  await events.subscribe({
    id: 'matrix-network-entities',
    topics: [MATRIX_CLUSTERS_CHANGED],
    onEvent: () => provider.refresh(),
  });
}
