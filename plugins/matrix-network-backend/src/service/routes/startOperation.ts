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
import { objectNamesSchema, specIdSchema } from '../planSchemas';
import { principalRef } from '../principalRef';
import { queued } from '../queued';
import { Route } from '../Route';
import { startApply } from '../startApply';

const bodySchema = z.strictObject({
  spec: z.unknown().optional(),
  specId: specIdSchema.optional(),
  force: objectNamesSchema.default([]),
  prune: z
    .union([
      z.boolean().transform(prune => (prune ? { also: [] } : undefined)),
      z.strictObject({ also: objectNamesSchema }),
    ])
    .optional(),
});

/** Stores the spec where one is given, or an earlier one is named, and queues an apply. */
export const startOperation: Route = {
  method: 'post',
  path: '/matrix-clusters/:name/operations',
  permission: matrixNetworkApplyPermission,
  audit: { eventId: 'matrix-cluster-apply', severityLevel: 'high' },
  async handle(services, { params, body, credentials }) {
    const request = parseInput(bodySchema, 'body', body);
    const operation = await startApply(services, {
      ...request,
      name: params.name,
      requestedBy: principalRef(credentials),
    });
    services.onMatrixClustersChanged();
    return queued(services, operation, {
      force: request.force,
      ...(request.specId !== undefined && { specId: request.specId }),
      ...(request.prune && { prune: request.prune }),
    });
  },
};
