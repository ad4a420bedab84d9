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
  ClusterFacts,
  KubernetesObject,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ServiceUnavailableError } from '@backstage/errors';
import { defaultRetryPolicy, RetryPolicy, withRetry } from '../apply/retry';
import { ClusterClient, KindRef, KubernetesApiError } from '../cluster';
import { factsFrom, kubernetesVersionOf } from './clusterFacts';
import { listSources } from './sources';

/** Served from Kubernetes 1.33 on, and since 1.31 where switched on. */
export const serviceCidrKind: KindRef = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'ServiceCIDR',
};

/** An operation waits for a busy API server, and a page for an operation. */
const retryPolicy: RetryPolicy = {
  ...defaultRetryPolicy,
  attempts: 4,
  maxDelay: 2_000,
};

/**
 * Asks a cluster for what rendering needs to know of it. What may not be read is
 * left empty, for `spec.network` to fill. What can't be read for another reason
 * is no fact: a stack that is rendered without it would take flows and objects
 * away.
 * @throws when the cluster cannot be reached, or a list fails other than by 403.
 * @public
 */
export async function readClusterFacts(
  client: ClusterClient,
  options: { signal?: AbortSignal } = {},
): Promise<ClusterFacts> {
  const version = await client.version(options);
  const read = async (
    kinds: readonly KindRef[],
    namespace?: string,
  ): Promise<KubernetesObject[]> =>
    (
      await Promise.all(
        kinds.map(kind =>
          listPermitted(client, kind, { ...options, namespace }),
        ),
      )
    ).flat();
  // Of namespace `default` alone, where Service `kubernetes` is.
  const ofDefault = (kinds: readonly KindRef[]) =>
    read(kinds.slice(0, 1), 'default');
  const [nodes, services, endpointSlices, serviceCidrs, crds, controllers] =
    await Promise.all([
      read(listSources.nodes.kinds),
      ofDefault(listSources.services.kinds),
      ofDefault(listSources.endpointSlices.kinds),
      read([serviceCidrKind]),
      read(listSources.customResourceDefinitions.kinds),
      read([...listSources.deployments.kinds, ...listSources.daemonSets.kinds]),
    ]);
  return factsFrom({
    kubernetesVersion: kubernetesVersionOf(version),
    nodes,
    services,
    endpointSlices,
    serviceCidrs,
    customResourceDefinitions: crds.map(({ metadata }) => metadata.name),
    controllers,
  });
}

/** Nothing where the list is forbidden, or the kind not served. */
async function listPermitted(
  client: ClusterClient,
  kind: KindRef,
  options: { namespace?: string; signal?: AbortSignal },
): Promise<KubernetesObject[]> {
  const { signal } = options;
  try {
    const objects = await withRetry(() => client.list(kind, options), {
      policy: retryPolicy,
      signal,
    });
    return objects ?? [];
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof KubernetesApiError && error.statusCode === 403) {
      return [];
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new ServiceUnavailableError(
      `Objects of kind ${kind.kind} of cluster ${client.clusterName}, which the stack depends on, could not be read: ${why}`,
      error,
    );
  }
}
