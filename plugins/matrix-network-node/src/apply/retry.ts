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
import { isTransient, KubernetesApiError } from '../cluster';
import { UnownedNodePortError } from './UnownedNodePortError';

/** How often and how slowly transient errors are tried again. @public */
export interface RetryPolicy {
  /** Tries in all, the first one included. */
  attempts: number;
  /** Milliseconds before the second try; doubles each time. */
  firstDelay: number;
  /** Milliseconds that no delay exceeds. */
  maxDelay: number;
  /** Milliseconds, in place of `attempts`, for a NodePort that no Service has and the API server will free. */
  nodePortTimeout: number;
}

/**
 * About two minutes: as long as a webhook may take to come up with its CA. A
 * NodePort is free again after 6 to 9.
 */
export const defaultRetryPolicy: RetryPolicy = {
  attempts: 18,
  firstDelay: 250,
  maxDelay: 10_000,
  nodePortTimeout: 11 * 60_000,
};

/** Runs `action` until it succeeds or fails for good. Only transient errors are tried again. */
export async function withRetry<T>(
  action: () => Promise<T>,
  options: {
    policy: RetryPolicy;
    signal?: AbortSignal;
    onRetry?: (error: unknown, attempt: number) => void;
  },
): Promise<T> {
  const { policy, signal, onRetry } = options;
  const start = Date.now();
  for (let attempt = 1; ; attempt++) {
    try {
      signal?.throwIfAborted();
      return await action();
    } catch (error) {
      const isLast =
        error instanceof UnownedNodePortError
          ? Date.now() - start >= policy.nodePortTimeout
          : attempt >= policy.attempts;
      if (isLast || signal?.aborted || !isTransient(error)) {
        throw error;
      }
      onRetry?.(error, attempt);
      await sleep(delayOf(error, attempt, policy), undefined, { signal });
    }
  }
}

/** Full jitter over the upper half, so that many retries do not march in step. */
function delayOf(error: unknown, attempt: number, policy: RetryPolicy): number {
  const asked =
    error instanceof KubernetesApiError
      ? (error.details.retryAfterSeconds ?? 0) * 1000
      : 0;
  const backoff = Math.min(
    policy.firstDelay * 2 ** (attempt - 1),
    policy.maxDelay,
  );
  const jittered = backoff * (0.5 + Math.random() / 2);
  return Math.min(Math.max(asked, jittered), policy.maxDelay);
}
