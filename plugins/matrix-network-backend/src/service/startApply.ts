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

import { Operation } from '@matrix-network/backstage-plugin-matrix-network-common';
import { requestedSpec, SpecChoice, SpecServices } from './requestedSpec';
import { Services } from './Services';

/** Checks a request to apply and queues it. */
export async function startApply(
  services: SpecServices & Pick<Services, 'operations'>,
  request: SpecChoice & {
    force: string[];
    prune?: { also: string[] };
    requestedBy: string;
  },
): Promise<Operation> {
  const { directory, operations } = services;
  const { force, prune, requestedBy } = request;
  const spec = await requestedSpec(services, request);
  directory.assertMayStore(spec);
  const known = await directory.find(spec.name);
  return operations.enqueue({
    requestedBy,
    request: { kind: 'apply', spec, force, ...(prune && { prune }) },
    storeSpec: known?.origin !== 'config',
  });
}
