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

import { useEffect, useRef } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { asError } from './asError';
import { useDocumentVisible } from './useDocumentVisible';

/** A value that is read again and again, and kept while it is. */
export interface Polled<T> {
  /** The newest value that came; kept when a later read fails. */
  value?: T;
  /** Set from a read that failed until one has succeeded. */
  error?: Error;
  /** The first read is under way: there is neither value nor error to show yet. */
  loading: boolean;
  /** Some read is under way. */
  refreshing: boolean;
  retry: () => void;
}

/** What the read that ended last came to. */
type Outcome<T> = { key: string; endedAt: number } & (
  | { result: 'read'; value: T }
  | { result: 'failed'; error: Error }
);

/**
 * Reads a value now, when `deps` change, on `retry`, and every `intervalMs`
 * while the page is visible; at once when it becomes visible and the last read
 * is older than that. `intervalMs` undefined means: only when asked.
 */
export function usePolled<T>(
  read: () => Promise<T>,
  deps: readonly unknown[],
  intervalMs: number | undefined,
): Polled<T> {
  const key = JSON.stringify(deps);
  const kept = useRef<{ key: string; value: T }>();
  const {
    value: outcome,
    loading,
    retry,
  } = useAsyncRetry(async (): Promise<Outcome<T>> => {
    try {
      const value = await read();
      kept.current = { key, value };
      return { key, endedAt: Date.now(), result: 'read', value };
    } catch (error) {
      const failed = { result: 'failed', error: asError(error) } as const;
      return { key, endedAt: Date.now(), ...failed };
    }
  }, [key]);

  const visible = useDocumentVisible();
  const endedAt = outcome?.endedAt;
  useEffect(() => {
    if (!intervalMs || !visible || loading || endedAt === undefined) {
      return undefined;
    }
    const timer = setTimeout(retry, waitMs(endedAt, intervalMs));
    return () => clearTimeout(timer);
  }, [intervalMs, visible, loading, retry, endedAt]);

  const newest = outcome?.result === 'read' ? outcome : kept.current;
  const current = newest?.key === key ? newest.value : undefined;
  const error =
    outcome?.result === 'failed' && outcome.key === key
      ? outcome.error
      : undefined;
  return {
    value: current,
    // Kept while it is read again, or its message would go and come at each poll.
    error,
    loading: loading && current === undefined && error === undefined,
    refreshing: loading,
    retry,
  };
}

/** What is left of the interval, also where the clock was put back meanwhile. */
function waitMs(endedAt: number, intervalMs: number): number {
  const left = endedAt + intervalMs - Date.now();
  return Math.min(Math.max(left, 0), intervalMs);
}
