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

import { useApi } from '@backstage/core-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import { MatrixClusterDetail } from '@matrix-network/backstage-plugin-matrix-network-common';
import { useEffect, useRef } from 'react';
import { matrixNetworkApiRef } from '../api';
import { useDocumentVisible } from './useDocumentVisible';
import { Polled, usePolled } from './usePolled';

/**
 * Channel of the "look again" signals. They name at most a Matrix cluster and
 * carry no data, since signals go past permissions.
 */
export const SIGNAL_CHANNEL = 'matrix-network';

/** How often a page asks again when no signal comes. */
export const PAGE_POLL_MS = 45_000;

/** Signals that come close together, as many clusters are polled, cause one read. */
const SIGNAL_SETTLE_MS = 750;

/** Everything of one Matrix cluster, kept fresh by signals and a slow poll. */
export function useMatrixCluster(name: string): Polled<MatrixClusterDetail> {
  const api = useApi(matrixNetworkApiRef);
  const polled = usePolled(
    () => api.getMatrixCluster(name),
    [name],
    PAGE_POLL_MS,
  );
  useRetryOnSignal(polled);
  return polled;
}

/**
 * Reads again on each signal that arrives after the page was opened. One that
 * comes while the page is hidden or a read is under way is kept until then.
 */
export function useRetryOnSignal({
  retry,
  refreshing,
}: Pick<Polled<unknown>, 'retry' | 'refreshing'>): void {
  const { lastSignal } = useSignal(SIGNAL_CHANNEL);
  const visible = useDocumentVisible();
  const latest = useRef({ retry, lastSignal });
  latest.current = { retry, lastSignal };
  /** The newest signal that had come when the last read began. */
  const covered = useRef<typeof lastSignal>(null);
  useEffect(() => {
    if (refreshing) {
      covered.current = latest.current.lastSignal;
    }
  }, [refreshing]);
  useEffect(() => {
    const isNew = lastSignal && lastSignal !== covered.current;
    if (!isNew || !visible || refreshing) {
      return undefined;
    }
    const timer = setTimeout(() => latest.current.retry(), SIGNAL_SETTLE_MS);
    return () => clearTimeout(timer);
  }, [lastSignal, visible, refreshing]);
}
