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

import { ProgressEvent } from '@matrix-network/backstage-plugin-matrix-network-common';
import pLimit from 'p-limit';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterClient, isTransient, KubernetesApiError } from '../../cluster';
import { DEFAULT_CONCURRENCY } from '../planStack';
import { defaultRetryPolicy, RetryPolicy, withRetry } from '../retry';
import { defaultWaitPolicy, WaitPolicy } from '../waitFor';
import { assertMayDelete } from './assertMayDelete';
import { inRemovalOrder } from './inRemovalOrder';
import { describeEntry, InventoryEntry } from './InventoryEntry';
import { RemovalStep } from './planRemoval';
import { untilStored } from './untilStored';

/** @public */
export interface RemoveObjectsOptions {
  client: ClusterClient;
  steps: readonly RemovalStep[];
  onProgress?: (event: ProgressEvent) => void;
  /** Called for each object that is not there any more. */
  onRemoved?: (entry: InventoryEntry) => void;
  signal?: AbortSignal;
  retry?: Partial<RetryPolicy>;
  wait?: Partial<WaitPolicy>;
  concurrency?: number;
}

/** @public */
export interface RemovalResult {
  removed: number;
  kept: { object: string; reason: string }[];
}

/**
 * Deletes what was decided, group by group, and waits until each group is really
 * gone: an object with a finalizer needs its controller, which goes later. What
 * has changed hands since the decision is left, by its uid.
 * @throws before anything is deleted, where the account may not delete all of it;
 * else the first final error of a group, after its other objects are through.
 * @public
 */
export async function removeObjects(
  options: RemoveObjectsOptions,
): Promise<RemovalResult> {
  const { steps, signal, onProgress = () => {}, onRemoved } = options;
  assertMayDelete(steps);
  const result: RemovalResult = { removed: 0, kept: [] };
  const limit = pLimit(options.concurrency ?? DEFAULT_CONCURRENCY);
  const remove = async ({ entry, decision }: RemovalStep) => {
    const object = describeEntry(entry);
    if (decision.action === 'keep') {
      const { reason } = decision;
      result.kept.push({ object, reason });
      onProgress({ type: 'removed', object, result: 'kept', message: reason });
      return;
    }
    if (decision.action === 'gone') {
      onRemoved?.(entry);
      onProgress({ type: 'removed', object, result: 'gone' });
      return;
    }
    try {
      await deleteSurely(entry, decision.uid, options);
      result.removed++;
      onRemoved?.(entry);
      onProgress({ type: 'removed', object, result: 'deleted' });
    } catch (error) {
      signal?.throwIfAborted();
      if (isMadeAnew(error)) {
        const reason = 'Somebody has made it anew meanwhile';
        result.kept.push({ object, reason });
        onProgress({
          type: 'removed',
          object,
          result: 'kept',
          message: reason,
        });
        return;
      }
      const message = error instanceof Error ? error.message : String(error);
      onProgress({ type: 'removed', object, result: 'failed', message });
      throw new Error(`${object} could not be deleted: ${message}`, {
        cause: error,
      });
    }
  };
  for (const group of inRemovalOrder(steps)) {
    signal?.throwIfAborted();
    const outcomes = await Promise.allSettled(
      group.map(step => limit(() => remove(step))),
    );
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') {
        throw outcome.reason;
      }
    }
  }
  return result;
}

/** The server refuses the uid that the delete was to be for. */
function isMadeAnew(error: unknown): boolean {
  return (
    error instanceof KubernetesApiError &&
    error.statusCode === 409 &&
    /precondition/i.test(error.message)
  );
}

async function deleteSurely(
  entry: InventoryEntry,
  uid: string | undefined,
  options: RemoveObjectsOptions,
): Promise<void> {
  const { client, signal } = options;
  const policy = { ...defaultRetryPolicy, ...options.retry };
  if (entry.kind === 'CustomResourceDefinition') {
    await untilStored(entry, { client, policy, signal });
  }
  await withRetry(() => client.delete(entry, { uid, signal }), {
    policy,
    signal,
  });
  await untilGone(entry, uid, options);
}

async function untilGone(
  entry: InventoryEntry,
  uid: string | undefined,
  { client, signal, wait }: RemoveObjectsOptions,
): Promise<void> {
  const policy = { ...defaultWaitPolicy, ...wait };
  const deadline = Date.now() + policy.timeout;
  for (;;) {
    const left = await whatIsLeft(entry, uid, client, signal);
    if (left === undefined) {
      return;
    }
    if (Date.now() >= deadline) {
      throw new Error(
        `it is still there after ${policy.timeout / 1000} s: ${left}`,
      );
    }
    await sleep(policy.interval, undefined, { signal });
  }
}

/** Why the object is not gone yet; `undefined` when it is, or another of its name has come. */
async function whatIsLeft(
  entry: InventoryEntry,
  uid: string | undefined,
  client: ClusterClient,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    if (entry.kind === 'Secret') {
      const secret = await client.identify(entry, { signal });
      return secret && secret.uid === uid ? 'it is being deleted' : undefined;
    }
    const live = await client.get(entry, { signal });
    if (!live || (uid !== undefined && live.metadata.uid !== uid)) {
      return undefined;
    }
    const finalizers = live.metadata.finalizers ?? [];
    return finalizers.length > 0
      ? `its finalizers are ${finalizers.join(', ')}`
      : 'it is being deleted';
  } catch (error) {
    if (isTransient(error) && error instanceof Error) {
      return error.message;
    }
    // Its kind went with its CustomResourceDefinition.
    if (error instanceof KubernetesApiError && error.statusCode === 404) {
      return undefined;
    }
    throw error;
  }
}
