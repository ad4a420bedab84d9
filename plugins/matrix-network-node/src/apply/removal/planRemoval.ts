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

import pLimit from 'p-limit';
import { ClusterClient } from '../../cluster';
import { DEFAULT_CONCURRENCY } from '../planStack';
import { defaultRetryPolicy, RetryPolicy, withRetry } from '../retry';
import { withBridges } from './bridgeEntries';
import { decideNow } from './decideNow';
import { NeighbourInventory, RemovalDecision } from './decideRemoval';
import { DeletionReviews } from './DeletionReviews';
import { inRemovalOrder } from './inRemovalOrder';
import { entryKey, InventoryEntry } from './InventoryEntry';
import { keepWhatIsNeeded } from './keepWhatIsNeeded';
import { missingRight } from './missingRight';

/** @public */
export interface PlanRemovalOptions {
  client: ClusterClient;
  matrixCluster: string;
  /** All that earlier applies are recorded to have put on this cluster. */
  recorded: readonly InventoryEntry[];
  /** What the stack has now; nothing, for an uninstall. */
  rendered: readonly InventoryEntry[];
  neighbours: readonly NeighbourInventory[];
  /** Namespaces, CustomResourceDefinitions and Secrets that may go, as the user named them: `Namespace matrix`. */
  also?: readonly string[];
  signal?: AbortSignal;
  retry?: Partial<RetryPolicy>;
  concurrency?: number;
}

/** One object of an earlier apply that the stack does not have any more. @public */
export interface RemovalStep {
  entry: InventoryEntry;
  decision: RemovalDecision;
}

/**
 * What a prune, or an uninstall, would delete and what it would leave, in the
 * order of deletion, and whether the account may. Only reads.
 * @throws when no API server answers.
 * @public
 */
export async function planRemoval(
  options: PlanRemovalOptions,
): Promise<RemovalStep[]> {
  const { client, recorded, rendered, signal } = options;
  // What answers 404 to all has none of the objects, and is no API server.
  const retry = { policy: { ...defaultRetryPolicy, ...options.retry }, signal };
  await withRetry(() => client.version({ signal }), retry);
  const context = {
    matrixCluster: options.matrixCluster,
    neighbours: options.neighbours,
    also: new Set(options.also),
  };
  const stays = new Set(withBridges(rendered).map(entryKey));
  const limit = pLimit(options.concurrency ?? DEFAULT_CONCURRENCY);
  const reviews = new DeletionReviews(access =>
    client.isAllowed(access, { signal }),
  );
  /** Only of what would be deleted: nobody has to be able to delete what stays. */
  const review = async (entry: InventoryEntry): Promise<RemovalDecision> => {
    const decision = await decideNow(entry, context, options);
    return decision.action !== 'delete' || (await reviews.mayDelete(entry))
      ? decision
      : { ...decision, forbidden: missingRight('delete', entry) };
  };
  const steps = await Promise.all(
    withBridges(recorded)
      .filter(entry => !stays.has(entryKey(entry)))
      .map(entry =>
        limit(async () => ({ entry, decision: await review(entry) })),
      ),
  );
  signal?.throwIfAborted();
  return inRemovalOrder(keepWhatIsNeeded(steps, rendered)).flat();
}
