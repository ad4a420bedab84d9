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

import { PROBE_LABEL } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterClient } from '../cluster';

const JOB = { apiVersion: 'batch/v1', kind: 'Job' };

/**
 * Deletes the probe Jobs of a namespace with their pods: those of one
 * operation, or all that there are.
 *
 * @returns how many there were
 */
export async function cleanUpProbes(
  client: ClusterClient,
  options: { namespace: string; operation?: string; signal?: AbortSignal },
): Promise<number> {
  const { namespace, operation, signal } = options;
  const jobs = await client.list(JOB, {
    namespace,
    labelSelector:
      operation === undefined ? PROBE_LABEL : `${PROBE_LABEL}=${operation}`,
    signal,
  });
  await Promise.all(
    (jobs ?? []).map(({ metadata }) =>
      client.delete(
        { ...JOB, namespace, name: metadata.name },
        // Orphans would be pods with a workload's labels that nobody controls.
        { uid: metadata.uid, propagationPolicy: 'Background', signal },
      ),
    ),
  );
  return jobs?.length ?? 0;
}
