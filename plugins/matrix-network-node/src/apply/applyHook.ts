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
  FIELD_MANAGER,
  KubernetesObject,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterClient, KubernetesApiError } from '../cluster';
import { refOf } from '../cluster/refOf';
import { hookProductOf } from '../stack/HookProduct';
import { applyObject, ObjectOutcome } from './applyObject';
import { isBeingDeleted } from './beingDeleted';
import { hasProduct } from './hasProduct';
import { LiveObjects } from './LiveObjects';
import { conditionOf } from './waits/conditions';

interface HookOptions {
  client: ClusterClient;
  force: boolean;
  /** What was read a moment ago, where that will do. Default requests of its own. */
  live?: Pick<LiveObjects, 'get' | 'identify'>;
  signal?: AbortSignal;
}

/**
 * Runs a Job only while what it makes is missing. One that is there already from
 * an earlier try is replaced: a Job's pod template can't be changed.
 */
export async function applyHook(
  job: KubernetesObject,
  options: HookOptions,
): Promise<ObjectOutcome> {
  const product = hookProductOf(job);
  if (!product) {
    const { live, ...rest } = options;
    const readLive = live && (() => live.get(job, { signal: rest.signal }));
    return applyObject(job, { ...rest, readLive });
  }
  const { client, live, signal } = options;
  if (await hasProduct(product, options)) {
    return { result: 'unchanged' };
  }
  const earlier = live
    ? await live.get(job, { signal })
    : await client.get(refOf(job), { signal });
  if (earlier && !hasEnded(earlier) && !isBeingDeleted(earlier)) {
    return { result: 'unchanged' };
  }
  if (earlier) {
    await client.delete(refOf(job), { signal, uid: earlier.metadata.uid });
    throw new KubernetesApiError({
      statusCode: 409,
      reason: 'AlreadyExists',
      message: `Job ${job.metadata.name} of an earlier try is being deleted`,
    });
  }
  signal?.throwIfAborted();
  await client.apply(job, { fieldManager: FIELD_MANAGER });
  return { result: 'created' };
}

function hasEnded(job: KubernetesObject): boolean {
  return ['Complete', 'Failed'].some(
    type => conditionOf(job, type)?.status === 'True',
  );
}
