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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterClient, KubernetesApiError } from '../cluster';
import { describeObject } from './describeObject';
import { nodePortsOf } from './namesNodePorts';
import { UnownedNodePortError } from './UnownedNodePortError';

/**
 * What a refused NodePort means. Another Service has it: said by its name, and
 * final. Nobody has it: worth another try, see {@link UnownedNodePortError}.
 */
export async function explainNodePort(
  error: unknown,
  object: KubernetesObject,
  { client, signal }: { client: ClusterClient; signal?: AbortSignal },
): Promise<unknown> {
  const port = refusedPort(error);
  if (object.kind !== 'Service' || port === undefined) {
    return error;
  }
  const services = await client
    .list({ apiVersion: 'v1', kind: 'Service' }, { signal })
    .catch(() => undefined);
  signal?.throwIfAborted();
  if (!services) {
    return error;
  }
  const holder = services.find(service => nodePortsOf(service).includes(port));
  if (holder && describeObject(holder) !== describeObject(object)) {
    return new KubernetesApiError({
      statusCode: 422,
      reason: 'Invalid',
      message: `NodePort ${port} is taken by ${describeObject(holder)}`,
    });
  }
  return new UnownedNodePortError(port);
}

function refusedPort(error: unknown): number | undefined {
  if (!(error instanceof KubernetesApiError) || error.statusCode !== 422) {
    return undefined;
  }
  const port =
    /nodePort: Invalid value: (\d+): provided port is already allocated/.exec(
      error.message,
    )?.[1];
  return port === undefined ? undefined : Number(port);
}
