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
import { renderSpec as render } from '../renderSpec';
import { Route } from '../Route';

const bodySchema = z.strictObject({ spec: z.unknown() });

/** What would be applied, as YAML for each stage. */
export const renderSpec: Route = {
  method: 'post',
  path: '/specs/render',
  permission: matrixNetworkApplyPermission,
  async handle(services, request) {
    const { spec } = parseInput(bodySchema, 'body', request.body);
    return { status: 200, body: await render(services, spec, request.signal) };
  },
};
