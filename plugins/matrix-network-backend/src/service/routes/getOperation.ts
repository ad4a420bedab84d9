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

import { NotFoundError } from '@backstage/errors';
import {
  matrixNetworkReadPermission,
  OperationDetail,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { parseInput } from '../parseInput';
import { Route } from '../Route';

const querySchema = z.object({
  after: z.coerce.number().int().nonnegative().default(0),
});

/** An operation and its lines after the last one that the caller has seen. */
export const getOperation: Route = {
  method: 'get',
  path: '/operations/:id',
  permission: matrixNetworkReadPermission,
  async handle({ operations }, { params, query }) {
    const { after } = parseInput(querySchema, 'query', query);
    // Read first: lines that come in between are then seen, not lost behind a final status.
    const operation = await operations.get(params.id);
    if (!operation) {
      throw new NotFoundError(`There is no operation '${params.id}'`);
    }
    const lines = await operations.lines(operation.id, after);
    const body: OperationDetail = { operation, lines };
    return { status: 200, body };
  },
};
