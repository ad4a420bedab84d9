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
  forbiddenRights,
  KubernetesObject,
  ReadOutcome,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterClient, KindRef, KubernetesApiError } from '../cluster';

/** Objects of one kind, as far as they could be read, and what came of reading them. */
export interface SourceRead {
  outcome: ReadOutcome;
  objects: KubernetesObject[];
}

/** Objects of one kind that a snapshot holds at most, the cluster over. */
const MAX_OBJECTS = 10_000;

/**
 * Reads one kind. Whatever goes wrong is an outcome, not an error: one source
 * that may not be read costs nothing else. Where the whole cluster may not be
 * listed, the Matrix namespace may.
 */
export async function readSource(
  client: ClusterClient,
  kind: KindRef,
  options: {
    /** Tried when the cluster-wide list is forbidden; left out for kinds without namespaces. */
    fallbackNamespace?: string;
    signal?: AbortSignal;
  } = {},
): Promise<SourceRead> {
  const { fallbackNamespace, signal } = options;
  const whole = await tryList(client, kind, { signal });
  if (whole.outcome.status !== 'forbidden' || !fallbackNamespace) {
    return whole;
  }
  const part = await tryList(client, kind, {
    signal,
    namespace: fallbackNamespace,
  });
  return part.outcome.status === 'ok'
    ? { outcome: whole.outcome, objects: part.objects }
    : whole;
}

async function tryList(
  client: ClusterClient,
  kind: KindRef,
  options: { namespace?: string; signal?: AbortSignal },
): Promise<SourceRead> {
  try {
    const objects = await client.list(kind, {
      ...options,
      maxObjects: MAX_OBJECTS,
    });
    return objects
      ? { outcome: { status: 'ok' }, objects }
      : { outcome: { status: 'notInstalled' }, objects: [] };
  } catch (error) {
    options.signal?.throwIfAborted();
    return { outcome: outcomeOf(error, kind, options.namespace), objects: [] };
  }
}

/** What an error means for the source that it struck. */
export function outcomeOf(
  error: unknown,
  kind: KindRef,
  namespace?: string,
): ReadOutcome {
  if (error instanceof KubernetesApiError && error.statusCode === 403) {
    const { kind: resource = kind.kind, group } = error.details;
    return {
      status: 'forbidden',
      verb: 'list',
      resource: group ? `${resource}.${group}` : resource,
      ...(namespace && { namespace }),
    };
  }
  return {
    status: 'failed',
    message: error instanceof Error ? error.message : String(error),
  };
}

/**
 * One outcome for several kinds read for one source: the worst of them, with every
 * right that is missing. One kind that is there makes up for those that are not.
 */
export function combinedOutcome(outcomes: readonly ReadOutcome[]): ReadOutcome {
  const rights = outcomes.flatMap(forbiddenRights);
  const [first, ...others] = rights;
  const failure = outcomes.find(({ status }) => status === 'failed');
  if (failure?.status === 'failed') {
    const { message } = failure;
    return {
      status: 'failed',
      message,
      ...(first && { forbidden: rights }),
    };
  }
  if (first) {
    return {
      status: 'forbidden',
      ...first,
      ...(others.length > 0 && { others }),
    };
  }
  return (
    outcomes.find(({ status }) => status === 'ok') ??
    outcomes[0] ?? { status: 'ok' }
  );
}
