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
  useRetryOnSignal(polled.retry);
  return polled;
}

/** Reads again on each signal that arrives after the page was opened. */
export function useRetryOnSignal(retry: () => void): void {
  const { lastSignal } = useSignal(SIGNAL_CHANNEL);
  const latestRetry = useRef(retry);
  latestRetry.current = retry;
  useEffect(() => {
    if (!lastSignal || document.hidden) {
      return undefined;
    }
    const timer = setTimeout(() => latestRetry.current(), SIGNAL_SETTLE_MS);
    return () => clearTimeout(timer);
  }, [lastSignal]);
}
