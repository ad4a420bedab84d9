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
import { connectivity } from '../connectivity';
import { Route } from '../Route';

/** Pods and policies of the last poll, and the newest probes: what connectivity is judged from. */
export const getConnectivity: Route = {
  method: 'get',
  path: '/matrix-clusters/:name/connectivity',
  permission: matrixNetworkReadPermission,
  async handle(services, { params }) {
    return { status: 200, body: await connectivity(services, params.name) };
  },
};
