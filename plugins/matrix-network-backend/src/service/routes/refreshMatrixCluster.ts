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
import { matrixClusterDetail } from '../matrixClusterViews';
import { Route } from '../Route';

/** Refreshes that come quicker than this get what the last poll saw. */
const MIN_INTERVAL_MS = 2_000;

/** Polls now and answers with what came of it. */
export const refreshMatrixCluster: Route = {
  method: 'post',
  path: '/matrix-clusters/:name/refresh',
  permission: matrixNetworkReadPermission,
  async handle(services, { params }) {
    const { directory, health, polls, now } = services;
    const { spec } = await directory.get(params.name);
    const { lastAttemptAt } = await health.pollState(spec.name);
    const age = lastAttemptAt
      ? now().getTime() - Date.parse(lastAttemptAt)
      : Infinity;
    if (age >= MIN_INTERVAL_MS) {
      await polls.pollNow(spec.name);
    }
    return {
      status: 200,
      body: await matrixClusterDetail(services, spec.name),
    };
  },
};
