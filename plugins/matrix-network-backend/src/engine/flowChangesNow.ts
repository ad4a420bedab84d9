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
  FlowChanges,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterClient } from '@matrix-network/backstage-plugin-matrix-network-node';
import { causeOf } from '../service/causeOf';
import { PolicyChange, StackEngine } from './StackEngine';

/**
 * What a change of the spec's policies would open and close on the cluster as it
 * is now. A cluster that can't be read is no reason not to go on: the answer
 * then says why nothing can be said.
 */
export async function flowChangesNow(
  engine: Pick<StackEngine, 'readSnapshot' | 'flowChanges'>,
  client: ClusterClient,
  spec: StackSpec,
  signal: AbortSignal,
  change: PolicyChange = { target: 'apply', removed: [] },
): Promise<FlowChanges> {
  try {
    const snapshot = await engine.readSnapshot(client, spec, {
      signal,
      now: new Date(),
    });
    return engine.flowChanges(snapshot, spec, change);
  } catch (error) {
    signal.throwIfAborted();
    return {
      opened: [],
      closed: [],
      rows: [],
      truncated: false,
      notJudgeable: causeOf(error),
    };
  }
}
