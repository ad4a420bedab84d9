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
  Connectivity,
  ConnectivityMatrix,
  NetworkSnapshot,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useMemo } from 'react';
import { judging } from '../judging';
import { Judged, useJudged } from './useJudged';

/** Who reaches whom, judged again when pods, policies or the spec have changed. */
export function useConnectivityMatrix(
  connectivity: Pick<Connectivity, 'network' | 'spec'> | undefined,
): Judged<ConnectivityMatrix> {
  const network = connectivity?.network;
  const spec = connectivity?.spec;
  const key = useMemo(
    () => (network && spec ? networkKey(network, spec) : undefined),
    [network, spec],
  );
  return useJudged(key, async () => {
    if (!network || !spec) {
      throw new Error('There is no network to judge');
    }
    return judging.matrix(network, spec);
  });
}

/** Equal for polls that saw the same. */
export function networkKey(network: NetworkSnapshot, spec: StackSpec): string {
  return JSON.stringify([{ ...network, takenAt: '' }, spec]);
}
