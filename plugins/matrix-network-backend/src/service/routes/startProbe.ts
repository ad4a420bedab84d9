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

import { matrixNetworkCheckPermission } from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { parseInput } from '../parseInput';
import { principalRef } from '../principalRef';
import { probeSelectionSchema } from '../probeSelectionSchema';
import { queued } from '../queued';
import { Route } from '../Route';
import { startProbe as start } from '../startProbe';

const bodySchema = z.strictObject({ selection: probeSelectionSchema });

/** Queues an operation that tries flows for real. */
export const startProbe: Route = {
  method: 'post',
  path: '/matrix-clusters/:name/probes',
  permission: matrixNetworkCheckPermission,
  audit: { eventId: 'matrix-cluster-probe', severityLevel: 'medium' },
  async handle(services, { params, body, credentials }) {
    const { selection } = parseInput(bodySchema, 'body', body);
    const operation = await start(services, {
      name: params.name,
      selection,
      requestedBy: principalRef(credentials),
    });
    return queued(services, operation, { selection: selection.kind });
  },
};
