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

import {
  matrixNetworkReadPermission,
  SpecHistoryEntry,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { Route } from '../Route';

/** Every spec that was stored for a Matrix cluster, newest first. One that config names has none. */
export const listSpecs: Route = {
  method: 'get',
  path: '/matrix-clusters/:name/specs',
  permission: matrixNetworkReadPermission,
  async handle({ directory, specs, inventory }, { params }) {
    const { spec, origin } = await directory.get(params.name);
    const history = origin === 'config' ? [] : await specs.history(spec.name);
    const installation = await inventory.installation(spec.name);
    const inForce = history.find(
      entry =>
        entry.appliedAt !== undefined &&
        JSON.stringify(entry.spec) === JSON.stringify(installation?.spec),
    );
    const body = history.map(
      ({ revision, ...entry }, index): SpecHistoryEntry => ({
        ...entry,
        id: revision,
        current: index === 0,
        inForce: revision === inForce?.revision,
      }),
    );
    return { status: 200, body };
  },
};
