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
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ClusterClient,
  isTransient,
  KubernetesApiError,
  ObjectRef,
} from '../cluster';
import { untilStored } from './removal/untilStored';
import { defaultRetryPolicy, RetryPolicy, withRetry } from './retry';
import { defaultWaitPolicy, WaitPolicy } from './waitFor';

interface DeleteOptions {
  client: ClusterClient;
  signal?: AbortSignal;
  retry?: Partial<RetryPolicy>;
  wait?: Partial<WaitPolicy>;
}

/** The server refuses the uid that the delete was to be for. */
export function isMadeAnew(error: unknown): boolean {
  return (
    error instanceof KubernetesApiError &&
    error.statusCode === 409 &&
    /precondition/i.test(error.message)
  );
}

/** Deletes an object, this very one where its uid is given, and waits until it is really gone. */
export async function deleteSurely(
  ref: ObjectRef,
  uid: string | undefined,
  options: DeleteOptions,
): Promise<void> {
  const { client, signal } = options;
  const policy = { ...defaultRetryPolicy, ...options.retry };
  if (ref.kind === 'CustomResourceDefinition') {
    await untilStored(ref, { client, policy, signal });
  }
  await withRetry(() => client.delete(ref, { uid, signal }), {
    policy,
    signal,
  });
  await untilGone(ref, uid, options);
}

async function untilGone(
  ref: ObjectRef,
  uid: string | undefined,
  { client, signal, wait }: DeleteOptions,
): Promise<void> {
  const policy = { ...defaultWaitPolicy, ...wait };
  const deadline = Date.now() + policy.timeout;
  for (;;) {
    const left = await whatIsLeft(ref, uid, client, signal);
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
  ref: ObjectRef,
  uid: string | undefined,
  client: ClusterClient,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    if (ref.kind === 'Secret') {
      const secret = await client.identify(ref, { signal });
      return secret && secret.uid === uid ? 'it is being deleted' : undefined;
    }
    const live = await client.get(ref, { signal });
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
