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

import { z } from 'zod';
import { ClusterClient, KubernetesApiError } from '../cluster';

const eventSchema = z.object({
  reason: z.string().optional(),
  message: z.string().optional(),
});

/** Why a Job has no pod: the Job controller says it in an event (quota, admission). */
export async function whyNoPod(
  client: ClusterClient,
  job: { namespace: string; name: string },
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    const events = await client.list(
      { apiVersion: 'v1', kind: 'Event' },
      {
        namespace: job.namespace,
        fieldSelector: `involvedObject.kind=Job,involvedObject.name=${job.name}`,
        signal,
      },
    );
    return (events ?? [])
      .map(event => eventSchema.parse(event))
      .find(({ reason }) => reason === 'FailedCreate')?.message;
  } catch (error) {
    if (error instanceof KubernetesApiError && error.statusCode === 403) {
      return undefined;
    }
    throw error;
  }
}
