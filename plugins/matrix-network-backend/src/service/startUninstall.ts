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

import { ConflictError } from '@backstage/errors';
import { Operation } from '@matrix-network/backstage-plugin-matrix-network-common';
import { Services } from './Services';

/** Queues taking a Matrix cluster's stack out. */
export async function startUninstall(
  services: Pick<Services, 'directory' | 'inventory' | 'operations'>,
  request: {
    name: string;
    also: string[];
    forget: boolean;
    requestedBy: string;
  },
): Promise<Operation> {
  const { directory, inventory, operations } = services;
  const { also, forget, requestedBy } = request;
  const { spec, origin } = await directory.get(request.name);
  if (forget && origin === 'config') {
    throw new ConflictError(
      `${spec.name} is named in app-config under matrixNetwork.matrixClusters, so that it can't be forgotten; remove it there`,
    );
  }
  const installation = await inventory.installation(spec.name);
  return operations.enqueue({
    requestedBy,
    request: {
      kind: 'uninstall',
      // What is on the cluster is what was applied, not what was stored since.
      spec: installation?.spec ?? spec,
      also,
      forget,
    },
    storeSpec: false,
  });
}
