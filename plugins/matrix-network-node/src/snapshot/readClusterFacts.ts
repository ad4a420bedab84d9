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
import { describeRight } from '../apply/removal/missingRight';
import { defaultRetryPolicy, RetryPolicy, withRetry } from '../apply/retry';
import { ClusterClient, KindRef, KubernetesApiError } from '../cluster';
import { resourceOf } from '../rbac/resourceOf';
import { factsFrom, kubernetesVersionOf } from './clusterFacts';
import { listSources } from './sources';

/** An operation waits for a busy API server, and a page for an operation. */
const retryPolicy: RetryPolicy = {
  ...defaultRetryPolicy,
  attempts: 4,
  maxDelay: 2_000,
};

/** Where it may not be listed, no spec can say what is there. */
const tellComponents: readonly KindRef[] = [
  ...listSources.deployments.kinds,
  ...listSources.daemonSets.kinds,
];
const tellOperator = listSources.customResourceDefinitions.kinds;

/**
 * Asks a cluster for what rendering needs to know of it. Addresses that may not be
 * read are left empty, for `spec.network` to fill. All else that can't be read is
 * no fact: a stack that is rendered without it would take flows and objects away,
 * or bring what is there already.
 * @throws when the cluster cannot be reached, a list fails other than by 403, or one
 *   is forbidden that tells what is installed; the error names the missing rights.
 * @public
 */
export async function readClusterFacts(
  client: ClusterClient,
  options: { signal?: AbortSignal } = {},
): Promise<ClusterFacts> {
  const version = await client.version(options);
  const forbidden: KindRef[] = [];
  const read = async (
    kinds: readonly KindRef[],
    namespace?: string,
  ): Promise<KubernetesObject[]> =>
    (
      await Promise.all(
        kinds.map(kind =>
          listPermitted(client, kind, {
            ...options,
            namespace,
            onForbidden: () => forbidden.push(kind),
          }),
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
      read(listSources.serviceCidrs.kinds),
      read(tellOperator),
      read(tellComponents),
    ]);
  assertMayTell(client.clusterName, forbidden);
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

function assertMayTell(clusterName: string, forbidden: readonly KindRef[]) {
  const rightsOn = (kinds: readonly KindRef[], unknown: string) =>
    kinds
      .filter(kind => forbidden.includes(kind))
      .map(kind => {
        const { apiGroup, resource } = resourceOf(kind);
        const right = describeRight({
          verb: 'list',
          resource: `${resource}.${apiGroup}`,
        });
        return `${right} (${unknown})`;
      });
  const missing = [
    ...rightsOn(tellComponents, 'is an ingress-nginx or cert-manager there?'),
    ...rightsOn(tellOperator, 'is the Prometheus operator there?'),
  ];
  if (missing.length > 0) {
    throw new ServiceUnavailableError(
      `What is installed on cluster ${clusterName} is not known, and no stack is made for it: the account may not ${missing.join(
        ', nor ',
      )}. 'matrix-network rbac --role reader' prints the rights`,
    );
  }
}

/** Nothing where the list is forbidden, or the kind not served. */
async function listPermitted(
  client: ClusterClient,
  kind: KindRef,
  options: {
    namespace?: string;
    signal?: AbortSignal;
    onForbidden: () => void;
  },
): Promise<KubernetesObject[]> {
  const { onForbidden, ...where } = options;
  const { signal } = where;
  try {
    const objects = await withRetry(() => client.list(kind, where), {
      policy: retryPolicy,
      signal,
    });
    return objects ?? [];
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof KubernetesApiError && error.statusCode === 403) {
      onForbidden();
      return [];
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new ServiceUnavailableError(
      `Objects of kind ${kind.kind} of cluster ${client.clusterName}, which the stack depends on, could not be read: ${why}`,
      error,
    );
  }
}
