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
import { objectNamesSchema } from '../planSchemas';
import { principalRef } from '../principalRef';
import { queued } from '../queued';
import { Route } from '../Route';
import { startUninstall as start } from '../startUninstall';

const bodySchema = z
  .strictObject({
    also: objectNamesSchema.default([]),
    forget: z.boolean().default(false),
  })
  .prefault({});

/** Queues taking the stack out. */
export const startUninstall: Route = {
  method: 'post',
  path: '/matrix-clusters/:name/uninstall',
  permission: matrixNetworkApplyPermission,
  audit: { eventId: 'matrix-cluster-uninstall', severityLevel: 'high' },
  async handle(services, { params, body, credentials }) {
    const request = parseInput(bodySchema, 'body', body);
    const operation = await start(services, {
      ...request,
      name: params.name,
      requestedBy: principalRef(credentials),
    });
    return queued(services, operation, request);
  },
};
