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

import { matrixNetworkReadPermission } from '@matrix-network/backstage-plugin-matrix-network-common';
import { matrixClusterDetail } from '../matrixClusterViews';
import { Route } from '../Route';

/** Everything that a page shows of one Matrix cluster, from the store. */
export const getMatrixCluster: Route = {
  method: 'get',
  path: '/matrix-clusters/:name',
  permission: matrixNetworkReadPermission,
  async handle(services, { params }) {
    return {
      status: 200,
      body: await matrixClusterDetail(services, params.name),
    };
  },
};
