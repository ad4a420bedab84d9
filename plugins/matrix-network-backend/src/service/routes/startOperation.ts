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

import { matrixNetworkApplyPermission } from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { parseInput } from '../parseInput';
import { principalRef } from '../principalRef';
import { Route } from '../Route';
import { startApply } from '../startApply';

const bodySchema = z.strictObject({
  spec: z.unknown().optional(),
  force: z.array(z.string().min(1).max(1_000)).max(1_000).default([]),
});

/** Stores the spec where one is given and queues an apply. */
export const startOperation: Route = {
  method: 'post',
  path: '/matrix-clusters/:name/operations',
  permission: matrixNetworkApplyPermission,
  audit: { eventId: 'matrix-cluster-apply', severityLevel: 'high' },
  async handle(services, { params, body, credentials }) {
    const { spec, force } = parseInput(bodySchema, 'body', body);
    const operation = await startApply(services, {
      name: params.name,
      spec,
      force,
      requestedBy: principalRef(credentials),
    });
    services.onMatrixClustersChanged();
    void services.runner.tick();
    return {
      status: 202,
      body: operation,
      audit: {
        matrixCluster: operation.matrixCluster,
        operation: operation.id,
        force,
      },
    };
  },
};
