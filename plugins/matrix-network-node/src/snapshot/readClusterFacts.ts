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
import { ClusterClient, KindRef } from '../cluster';
import { factsFrom, kubernetesVersionOf } from './clusterFacts';
import { readSource } from './readSource';
import { listSources } from './sources';

/** Served from Kubernetes 1.33 on, and since 1.31 where switched on. */
export const serviceCidrKind: KindRef = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'ServiceCIDR',
};

/**
 * Asks a cluster for what rendering needs to know of it. What may not be read is
 * left empty, for `spec.network` to fill.
 * @throws when the cluster cannot be reached at all.
 * @public
 */
export async function readClusterFacts(
  client: ClusterClient,
  options: { signal?: AbortSignal } = {},
): Promise<ClusterFacts> {
  const version = await client.version(options);
  const read = async (kinds: readonly KindRef[]): Promise<KubernetesObject[]> =>
    (
      await Promise.all(kinds.map(kind => readSource(client, kind, options)))
    ).flatMap(({ objects }) => objects);
  const [nodes, services, endpointSlices, serviceCidrs, crds, controllers] =
    await Promise.all([
      read(listSources.nodes.kinds),
      readDefault(client, listSources.services.kinds[0], options),
      readDefault(client, listSources.endpointSlices.kinds[0], options),
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

/** Of namespace `default` alone, where Service `kubernetes` is. */
async function readDefault(
  client: ClusterClient,
  kind: KindRef,
  options: { signal?: AbortSignal },
): Promise<KubernetesObject[]> {
  try {
    return (
      (await client.list(kind, { ...options, namespace: 'default' })) ?? []
    );
  } catch {
    options.signal?.throwIfAborted();
    return [];
  }
}
