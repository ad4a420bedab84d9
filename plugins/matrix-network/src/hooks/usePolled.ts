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
import { useDocumentVisible } from './useDocumentVisible';

/** A value that is read again and again, and kept while it is. */
export interface Polled<T> {
  /** The newest value that came; kept when a later read fails. */
  value?: T;
  /** Set while the newest read has failed. */
  error?: Error;
  /** The first read is under way: there is nothing to show yet. */
  loading: boolean;
  /** Some read is under way. */
  refreshing: boolean;
  retry: () => void;
}

/**
 * Reads a value now, when `deps` change, on `retry`, and every `intervalMs`
 * while the page is visible. `intervalMs` undefined means: only when asked.
 */
export function usePolled<T>(
  read: () => Promise<T>,
  deps: readonly unknown[],
  intervalMs: number | undefined,
): Polled<T> {
  const key = JSON.stringify(deps);
  const kept = useRef<{ key: string; value: T }>();
  const { value, error, loading, retry } = useAsyncRetry(async () => {
    const fresh = await read();
    kept.current = { key, value: fresh };
    return { key, value: fresh };
  }, [key]);

  const visible = useDocumentVisible();
  useEffect(() => {
    if (!intervalMs || !visible || loading) {
      return undefined;
    }
    const timer = setTimeout(retry, intervalMs);
    return () => clearTimeout(timer);
  }, [intervalMs, visible, loading, retry]);

  const newest = value ?? kept.current;
  const current = newest?.key === key ? newest.value : undefined;
  return {
    value: current,
    error: loading ? undefined : error,
    loading: loading && current === undefined,
    refreshing: loading,
    retry,
  };
}
