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
import { flowsOfNamespace, withFlows } from './flowsOfNamespaces';
import { PolicyChange, StackEngine } from './StackEngine';

/** A NetworkPolicy of some namespace. */
export interface PolicyRef {
  namespace: string;
  name: string;
}

type FlowEngine = Pick<StackEngine, 'readSnapshot' | 'flowChanges'>;

/**
 * What a change of the spec's policies would open and close on the cluster as it
 * is now, also in namespaces that the stack was in before and loses policies of.
 * A cluster that can't be read is no reason not to go on: the answer then says
 * why nothing can be said.
 */
export async function flowChangesNow(
  engine: FlowEngine,
  client: ClusterClient,
  spec: StackSpec,
  signal: AbortSignal,
  change: {
    target: PolicyChange['target'];
    /** Policies that are taken out. */
    removed: readonly PolicyRef[];
  } = { target: 'apply', removed: [] },
): Promise<FlowChanges> {
  const { target, removed } = change;
  const changesIn = async (
    namespace: string,
    what: PolicyChange['target'],
  ): Promise<FlowChanges> => {
    const there = { ...spec, namespace };
    const snapshot = await engine.readSnapshot(client, there, {
      signal,
      now: new Date(),
    });
    return engine.flowChanges(snapshot, there, {
      target: what,
      removed: removed
        .filter(policy => policy.namespace === namespace)
        .map(({ name }) => name),
    });
  };
  try {
    let changes = await changesIn(spec.namespace, target);
    const left = new Set(removed.map(({ namespace }) => namespace));
    left.delete(spec.namespace);
    for (const namespace of left) {
      const there = await changesIn(namespace, 'uninstall');
      changes = withFlows(changes, flowsOfNamespace(there, namespace));
    }
    return changes;
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
