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
  createApiFactory,
  createPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { MatrixNetworkClient } from '@matrix-network/backstage-plugin-matrix-network-common';
import { matrixNetworkApiRef } from '../api';
import {
  createMatrixClusterRouteRef,
  entityContentRouteRef,
  rootRouteRef,
} from '../routing';

/**
 * The plugin for the old frontend system.
 * @public
 */
export const matrixNetworkPlugin = createPlugin({
  id: 'matrix-network',
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: { createMatrixCluster: createMatrixClusterRouteRef },
  apis: [
    createApiFactory({
      api: matrixNetworkApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new MatrixNetworkClient(deps),
    }),
  ],
});
