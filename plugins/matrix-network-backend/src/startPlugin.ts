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
  AuditorService,
  AuthService,
  DatabaseService,
  HttpAuthService,
  HttpRouterService,
  LifecycleService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  CatalogClusterAccess,
  ClusterAccess,
  combineClusterAccess,
  ConfigClusterAccess,
  createReleaseSource,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { registerActions } from './actions';
import { logReleaseVerification } from './config/logReleaseVerification';
import { MatrixNetworkConfig } from './config/MatrixNetworkConfig';
import { readMatrixNetworkConfig } from './config/readMatrixNetworkConfig';
import { openDatabase } from './database/migrations';
import { createStackEngine } from './engine/createStackEngine';
import { causeOf } from './service/causeOf';
import { LiveUpdates } from './service/LiveUpdates';
import { MatrixNetworkBackend } from './service/MatrixNetworkBackend';
import { createRouter } from './service/router';
import { createUnavailableRouter } from './service/unavailableRouter';

export interface StartPluginOptions {
  actionsRegistry: ActionsRegistryService;
  additionalClusters: ClusterAccess[];
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  database: DatabaseService;
  events: EventsService;
  httpAuth: HttpAuthService;
  httpRouter: HttpRouterService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  permissions: PermissionsService;
  scheduler: SchedulerService;
  signals: SignalsService;
}

/**
 * Starts the plugin. Wrong configuration does not take the backend down: the
 * API then says what is wrong, and nothing else of the plugin runs.
 */
export async function startPlugin(options: StartPluginOptions): Promise<void> {
  const { httpAuth, httpRouter, logger, lifecycle } = options;
  const configured = readConfiguration(options);
  if (configured.status === 'wrong') {
    logger.error(configured.message);
    httpRouter.use(
      createUnavailableRouter({ message: configured.message, httpAuth }),
    );
    return;
  }
  const { config, clusters } = configured;
  logReleaseVerification(config.releases, logger);
  const backend = await MatrixNetworkBackend.create({
    config,
    clusters,
    knex: await openDatabase(options.database),
    createEngine: digests =>
      createStackEngine({
        releases: createReleaseSource({
          mirror: config.releases.mirror,
          verify: config.releases.verify,
          digests,
        }),
      }),
    updates: new LiveUpdates(options),
    logger,
  });
  httpRouter.use(createRouter({ ...options, services: backend.services }));
  registerActions({ ...options, services: backend.services });
  await backend.start(options.scheduler);
  lifecycle.addShutdownHook(() => backend.stop());
}

type Configured =
  | { status: 'right'; config: MatrixNetworkConfig; clusters: ClusterAccess }
  | { status: 'wrong'; message: string };

function readConfiguration(options: StartPluginOptions): Configured {
  const { config, logger } = options;
  try {
    return {
      status: 'right',
      config: readMatrixNetworkConfig(config),
      clusters: combineClusterAccess(
        [
          ConfigClusterAccess.fromConfig(config, { logger }),
          ...options.additionalClusters,
        ],
        { catalog: CatalogClusterAccess.fromConfig(config, options), logger },
      ),
    };
  } catch (error) {
    return { status: 'wrong', message: causeOf(error) };
  }
}
