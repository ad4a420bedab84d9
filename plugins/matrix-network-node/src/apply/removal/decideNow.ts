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
import {
  ClusterClient,
  KubernetesApiError,
  ObjectIdentity,
} from '../../cluster';
import { defaultRetryPolicy, RetryPolicy, withRetry } from '../retry';
import {
  decideRemoval,
  RemovalContext,
  RemovalDecision,
} from './decideRemoval';
import { InventoryEntry } from './InventoryEntry';
import { keepUnseen } from './keepUnseen';

interface DecideOptions {
  client: ClusterClient;
  signal?: AbortSignal;
  retry?: Partial<RetryPolicy>;
}

/** What is to become of an object as it is on the cluster at this moment. */
export async function decideNow(
  entry: InventoryEntry,
  context: RemovalContext,
  options: DecideOptions,
): Promise<RemovalDecision> {
  const { signal, retry } = options;
  try {
    const live = await withRetry(() => read(entry, options), {
      policy: { ...defaultRetryPolicy, ...retry },
      signal,
    });
    return decideRemoval(entry, live, context);
  } catch (error) {
    const isForbidden =
      error instanceof KubernetesApiError && error.statusCode === 403;
    if (!isForbidden) {
      throw error;
    }
    return keepUnseen(entry, context);
  }
}

/** A Secret's content stays where it is. */
function read(
  entry: InventoryEntry,
  { client, signal }: DecideOptions,
): Promise<KubernetesObject | ObjectIdentity | undefined> {
  return entry.kind === 'Secret'
    ? client.identify(entry, { signal })
    : client.get(entry, { signal });
}
