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
import { checkCertificate as check } from '../../certificates/checkCertificate';
import { parseInput } from '../parseInput';
import { Route } from '../Route';

const bodySchema = z.strictObject({
  host: z.string().min(1).max(253),
  port: z.number().int().min(1).max(65_535).optional(),
});

/** A TLS handshake with one of the Matrix cluster's own hosts. */
export const checkCertificate: Route = {
  method: 'post',
  path: '/matrix-clusters/:name/certificate-checks',
  permission: matrixNetworkCheckPermission,
  audit: { eventId: 'certificate-check', severityLevel: 'low' },
  async handle(services, { params, body }) {
    const request = parseInput(bodySchema, 'body', body);
    const result = await check(services, params.name, request);
    return {
      status: 200,
      body: result,
      audit: {
        matrixCluster: params.name,
        host: result.host,
        outcome: result.outcome,
      },
    };
  },
};
