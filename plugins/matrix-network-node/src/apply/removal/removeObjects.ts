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
import { deleteSurely, isMadeAnew } from '../deleteSurely';
import { allThrough } from '../allThrough';
import { DEFAULT_CONCURRENCY } from '../planStack';
import { RetryPolicy } from '../retry';
import { WaitPolicy } from '../waitFor';
import { assertMayDelete } from './assertMayDelete';
import { isBridgeEntry } from './bridgeEntries';
import { inRemovalOrder } from './inRemovalOrder';
import { decideNow } from './decideNow';
import { RemovalDecision } from './decideRemoval';
import { describeEntry, InventoryEntry } from './InventoryEntry';
import { PlanRemovalOptions, RemovalStep } from './planRemoval';
import { RemovalBridges } from './RemovalBridges';

/** @public */
export interface RemoveObjectsOptions {
  client: ClusterClient;
  steps: readonly RemovalStep[];
  /**
   * What the steps were decided by: each is decided again just before it is done.
   * Left out, what has changed since then is told by its uid alone.
   */
  decidedBy?: Pick<PlanRemovalOptions, 'matrixCluster' | 'neighbours' | 'also'>;
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
 * has changed hands since the decision is left; of policies then also
 * what pods need that it isolates. Where all policies of a namespace go and none
 * closes anything afterwards, all is open until the last of them is gone, so that
 * no pod is cut off on the way.
 * @throws before anything is deleted, where the account may not delete all of it,
 * or what has to stand in meanwhile could not be put in; else the first final error of a group, after its other objects are through.
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
    const earlier = bridges.now(step);
    const decision = await decidedAgain(entry, earlier, options);
    if (decision.action === 'keep') {
      if (earlier.action === 'delete') {
        bridges.stays(entry, object);
      }
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
  signal?.throwIfAborted();
  await bridges.check();
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

/**
 * The decision on what was to be deleted, by the object as it is now: others may
 * have taken it over since, with the uid that it had.
 */
async function decidedAgain(
  entry: InventoryEntry,
  earlier: RemovalDecision,
  options: RemoveObjectsOptions,
): Promise<RemovalDecision> {
  const { decidedBy, signal } = options;
  if (!decidedBy || earlier.action !== 'delete') {
    return earlier;
  }
  try {
    const context = { ...decidedBy, also: new Set(decidedBy.also) };
    const now = await decideNow(entry, context, options);
    return now.action === 'delete' ? earlier : now;
  } catch (error) {
    signal?.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${describeEntry(
        entry,
      )} was not deleted: whether it is still to go could not be looked up: ${message}`,
      { cause: error },
    );
  }
}
