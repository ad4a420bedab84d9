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

import { ProgressEvent } from '@matrix-network/backstage-plugin-matrix-network-common';
import pLimit from 'p-limit';
import { ClusterClient } from '../../cluster';
import { allThrough } from '../allThrough';
import { deleteSurely, isMadeAnew } from '../deleteSurely';
import { DEFAULT_CONCURRENCY } from '../planStack';
import { RetryPolicy } from '../retry';
import { WaitPolicy } from '../waitFor';
import { assertMayDelete } from './assertMayDelete';
import { isBridgeEntry } from './bridgeEntries';
import { inRemovalOrder } from './inRemovalOrder';
import { describeEntry, InventoryEntry } from './InventoryEntry';
import { RemovalStep } from './planRemoval';
import { RemovalBridges } from './RemovalBridges';

/** @public */
export interface RemoveObjectsOptions {
  client: ClusterClient;
  steps: readonly RemovalStep[];
  onProgress?: (event: ProgressEvent) => void;
  /** Called for each object that is not there any more. */
  onRemoved?: (entry: InventoryEntry) => void;
  signal?: AbortSignal;
  retry?: Partial<RetryPolicy>;
  wait?: Partial<WaitPolicy>;
  concurrency?: number;
}

/** @public */
export interface RemovalResult {
  removed: number;
  kept: { object: string; reason: string }[];
}

/**
 * Deletes what was decided, group by group, and waits until each group is really
 * gone: an object with a finalizer needs its controller, which goes later. What
 * has changed hands since the decision is left, by its uid; of policies then also
 * what pods need that it isolates. Where all policies of a namespace go and none
 * closes anything afterwards, all is open until the last of them is gone, so that
 * no pod is cut off on the way.
 * @throws before anything is deleted, where the account may not delete all of it;
 * else the first final error of a group, after its other objects are through.
 * @public
 */
export async function removeObjects(
  options: RemoveObjectsOptions,
): Promise<RemovalResult> {
  const { steps, signal, onProgress = () => {}, onRemoved } = options;
  assertMayDelete(steps);
  const result: RemovalResult = { removed: 0, kept: [] };
  const limit = pLimit(options.concurrency ?? DEFAULT_CONCURRENCY);
  const bridges = new RemovalBridges(options);
  const keep = (object: string, reason: string) => {
    result.kept.push({ object, reason });
    onProgress({ type: 'removed', object, result: 'kept', message: reason });
  };
  const remove = async (step: RemovalStep) => {
    const { entry } = step;
    const object = describeEntry(entry);
    const bridge = bridges.of(entry);
    if (bridge) {
      await bridge.takeOut();
      result.removed += step.decision.action === 'delete' ? 1 : 0;
      onRemoved?.(entry);
      return;
    }
    const decision = bridges.now(step);
    if (decision.action === 'keep') {
      keep(object, decision.reason);
      return;
    }
    if (decision.action === 'gone') {
      onRemoved?.(entry);
      // Nobody has to hear of one that was never needed.
      if (!isBridgeEntry(entry)) {
        onProgress({ type: 'removed', object, result: 'gone' });
      }
      return;
    }
    try {
      await deleteSurely(entry, decision.uid, options);
      result.removed++;
      onRemoved?.(entry);
      onProgress({ type: 'removed', object, result: 'deleted' });
    } catch (error) {
      signal?.throwIfAborted();
      if (isMadeAnew(error)) {
        bridges.stays(entry, object);
        keep(object, 'Somebody has made it anew meanwhile');
        return;
      }
      const message = error instanceof Error ? error.message : String(error);
      onProgress({ type: 'removed', object, result: 'failed', message });
      throw new Error(`${object} could not be deleted: ${message}`, {
        cause: error,
      });
    }
  };
  try {
    for (const group of inRemovalOrder(steps)) {
      signal?.throwIfAborted();
      await bridges.before(group);
      await allThrough(group.map(step => limit(() => remove(step))));
    }
  } catch (error) {
    throw bridges.withWhatStays(error);
  }
  return result;
}
