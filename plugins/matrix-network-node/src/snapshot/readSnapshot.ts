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
  KubernetesObject,
  ReadOutcome,
  Snapshot,
  SnapshotSource,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import pLimit from 'p-limit';
import { ClusterClient } from '../cluster';
import { kubernetesVersionOf } from './clusterFacts';
import { ingressConfigRef } from './ingressConfigRef';
import {
  combinedOutcome,
  outcomeOf,
  readSource,
  SourceRead,
} from './readSource';
import { ListSource, listSources } from './sources';
import { toSnapshot } from './toSnapshot';

/** Requests under way at once: a poll must not crowd out the API server's own work. */
const CONCURRENCY = 6;

/**
 * Reads what assessment needs from a cluster. Each source is read by itself: one
 * that is forbidden, missing or broken is noted in `reads`, and the others count.
 * No Secret is ever read.
 * @throws when the cluster cannot be reached at all, or the signal aborts.
 * @public
 */
export async function readSnapshot(
  client: ClusterClient,
  spec: StackSpec,
  options: { signal?: AbortSignal; now?: Date } = {},
): Promise<Snapshot> {
  const { signal, now = new Date() } = options;
  const version = kubernetesVersionOf(await client.version({ signal }));
  const lists = await readLists(client, spec, {
    signal,
    limit: pLimit(CONCURRENCY),
  });
  const config = await readIngressConfig(client, lists, signal);
  return toSnapshot({
    spec,
    takenAt: now.toISOString(),
    version,
    objects: source => lists.get(source)?.objects ?? [],
    ingressConfig: config.object,
    reads: {
      version: { status: 'ok' },
      ingressConfig: config.outcome,
      ...outcomesOf(lists),
    },
  });
}

async function readLists(
  client: ClusterClient,
  spec: StackSpec,
  options: { signal?: AbortSignal; limit: ReturnType<typeof pLimit> },
): Promise<Map<ListSource, SourceRead>> {
  const { signal, limit } = options;
  const reads = sourceNames().map(async source => {
    const { kinds, namespaced } = listSources[source];
    const parts = await Promise.all(
      kinds.map(kind =>
        limit(() =>
          readSource(client, kind, {
            signal,
            fallbackNamespace: namespaced ? spec.namespace : undefined,
          }),
        ),
      ),
    );
    const read: SourceRead = {
      outcome: combinedOutcome(parts.map(({ outcome }) => outcome)),
      objects: parts.flatMap(({ objects }) => objects),
    };
    return [source, read] as const;
  });
  return new Map(await Promise.all(reads));
}

function isListSource(name: string): name is ListSource {
  return name in listSources;
}

function sourceNames(): ListSource[] {
  return Object.keys(listSources).filter(isListSource);
}

function outcomesOf(
  lists: ReadonlyMap<ListSource, SourceRead>,
): Partial<Record<SnapshotSource, ReadOutcome>> {
  return Object.fromEntries(
    [...lists].map(([source, { outcome }]) => [source, outcome]),
  );
}

async function readIngressConfig(
  client: ClusterClient,
  lists: ReadonlyMap<ListSource, SourceRead>,
  signal: AbortSignal | undefined,
): Promise<{ outcome: ReadOutcome; object?: KubernetesObject }> {
  const ref = ingressConfigRef([
    ...(lists.get('deployments')?.objects ?? []),
    ...(lists.get('daemonSets')?.objects ?? []),
  ]);
  try {
    const object = await client.get(ref, { signal });
    return object
      ? { outcome: { status: 'ok' }, object }
      : { outcome: { status: 'notInstalled' } };
  } catch (error) {
    signal?.throwIfAborted();
    const outcome = outcomeOf(error, ref, ref.namespace);
    return {
      outcome:
        outcome.status === 'forbidden' ? { ...outcome, verb: 'get' } : outcome,
    };
  }
}
