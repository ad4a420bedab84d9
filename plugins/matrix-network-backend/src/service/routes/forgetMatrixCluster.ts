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

import { ConflictError } from '@backstage/errors';
import { matrixNetworkApplyPermission } from '@matrix-network/backstage-plugin-matrix-network-common';
import { Route } from '../Route';

/** Forgets a Matrix cluster; the objects on its Kubernetes cluster stay. */
export const forgetMatrixCluster: Route = {
  method: 'delete',
  path: '/matrix-clusters/:name',
  permission: matrixNetworkApplyPermission,
  audit: { eventId: 'matrix-cluster-forget', severityLevel: 'medium' },
  async handle(services, { params }) {
    const { directory, operations, specs, health, inventory } = services;
    const { spec, origin } = await directory.get(params.name);
    if (origin === 'config') {
      throw new ConflictError(
        `${spec.name} is named in app-config under matrixNetwork.matrixClusters; remove it there`,
      );
    }
    const active = await operations.active(spec.name);
    if (active) {
      throw new ConflictError(
        `Operation ${active.id} (${active.kind}) of ${spec.name} is ${active.status}; forget it when that has finished`,
      );
    }
    await specs.forget(spec.name);
    await inventory.forget(spec.name);
    await health.forget(spec.name);
    await operations.forget(spec.name);
    services.onMatrixClustersChanged();
    return { status: 204, audit: { matrixCluster: spec.name } };
  },
};
