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
import { ClusterClient, KindRef, KubernetesApiError } from '../../cluster';
import { listSources } from '../../snapshot/sources';
import { describeObject } from '../describeObject';

/** Decide apart from NetworkPolicies, or before them: what those allow does not open what these deny. */
const apart = ['AdminNetworkPolicy', 'EgressFirewall', 'AuthorizationPolicy'];

/** Kinds whose policies a NetworkPolicy that lets everything through may undo. */
const undone: readonly KindRef[] = [
  ...listSources.adminNetworkPolicies.kinds,
  ...listSources.pluginPolicies.kinds,
].filter(({ kind }) => !apart.includes(kind));

const AT_ONCE = 4;
const MAX_OBJECTS = 10_000;

/** Policies of other kinds that may close something, or why that can't be said. */
export interface OtherClosers {
  policies: string[];
  unread?: string;
}

/**
 * Policies of network plugins, and those of the cluster's administrators that count
 * only while no NetworkPolicy selects a pod. What they say is not judged: that they
 * are there is enough.
 * @throws where the cluster does not answer
 */
export async function otherClosers(
  client: ClusterClient,
  namespace: string,
  signal?: AbortSignal,
): Promise<OtherClosers> {
  const limit = pLimit(AT_ONCE);
  const found = await Promise.all(
    undone.map(kind => limit(() => list(client, kind, namespace, signal))),
  );
  const unread = found.find(each => each.unread !== undefined)?.unread;
  return {
    policies: found.flatMap(({ policies }) => policies),
    ...(unread !== undefined && { unread }),
  };
}

async function list(
  client: ClusterClient,
  kind: KindRef,
  namespace: string,
  signal?: AbortSignal,
): Promise<OtherClosers> {
  try {
    const objects =
      (await client.list(kind, { maxObjects: MAX_OBJECTS, signal })) ?? [];
    return {
      policies: objects
        .filter(
          ({ metadata }) => (metadata.namespace ?? namespace) === namespace,
        )
        .map(({ metadata }) => describeObject({ kind: kind.kind, metadata })),
    };
  } catch (error) {
    if (!(error instanceof KubernetesApiError)) {
      throw error;
    }
    switch (error.statusCode) {
      case 403:
      case 413:
        return { policies: [], unread: error.message };
      case 404:
        // Its CustomResourceDefinition went a moment ago.
        return { policies: [] };
      default:
        throw error;
    }
  }
}
