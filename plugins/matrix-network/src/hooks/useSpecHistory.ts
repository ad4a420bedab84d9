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
import { SpecHistoryEntry } from '@matrix-network/backstage-plugin-matrix-network-common';
import { matrixNetworkApiRef } from '../api';
import { PAGE_POLL_MS, useRetryOnSignal } from './useMatrixCluster';
import { Polled, usePolled } from './usePolled';

/** Every spec that was stored for a Matrix cluster, newest first. */
export function useSpecHistory(name: string): Polled<SpecHistoryEntry[]> {
  const api = useApi(matrixNetworkApiRef);
  const polled = usePolled(() => api.listSpecs(name), [name], PAGE_POLL_MS);
  useRetryOnSignal(polled);
  return polled;
}
