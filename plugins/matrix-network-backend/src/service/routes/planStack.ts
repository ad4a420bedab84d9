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
import { planSpec } from '../planSpec';
import { Route } from '../Route';

const bodySchema = z
  .strictObject({
    spec: z.unknown().optional(),
    specId: specIdSchema.optional(),
    target: z.enum(['apply', 'uninstall']).default('apply'),
    force: objectNamesSchema.default([]),
    prune: z.boolean().default(false),
    also: objectNamesSchema.default([]),
  })
  .prefault({});

/** What an apply or an uninstall would do, by dry run. Its dry runs need the rights of an apply. */
export const planStack: Route = {
  method: 'post',
  path: '/matrix-clusters/:name/plan',
  permission: matrixNetworkApplyPermission,
  async handle(services, { params, body, signal }) {
    const choice = parseInput(bodySchema, 'body', body);
    return {
      status: 200,
      body: await planSpec(services, { ...choice, name: params.name }, signal),
    };
  },
};
