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
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { matrixNetworkPermissions } from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  ClusterAccess,
  matrixNetworkClusterExtensionPoint,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { startPlugin } from './startPlugin';

/**
 * Backend of Matrix Network: poller, store, REST API, operations and
 * certificate checks.
 * @public
 */
export const matrixNetworkPlugin = createBackendPlugin({
  pluginId: 'matrix-network',
  register(env) {
    const additionalClusters: ClusterAccess[] = [];
    env.registerExtensionPoint(matrixNetworkClusterExtensionPoint, {
      addClusterAccess: clusters => additionalClusters.push(clusters),
    });
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(deps) {
        deps.permissionsRegistry.addPermissions(matrixNetworkPermissions);
        deps.httpRouter.addAuthPolicy({
          path: '/health',
          allow: 'unauthenticated',
        });
        await startPlugin({ ...deps, additionalClusters });
      },
    });
  },
});
