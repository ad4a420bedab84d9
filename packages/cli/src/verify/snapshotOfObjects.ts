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
  PodSnapshot,
  Snapshot,
  StackSpec,
  noObjects,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterObjects } from '../input/ClusterObjects';
import { noFacts } from '../input/noFacts';

const ok = { status: 'ok' } as const;
const NAME_LABEL = 'kubernetes.io/metadata.name';

/** Declared Namespaces, and those that something is in. */
function namespacesOf(
  { namespaces, policies }: ClusterObjects,
  pods: readonly PodSnapshot[],
  spec: StackSpec,
): Snapshot['namespaces'] {
  const labels = new Map(
    namespaces.map(({ name, labels: own }) => [name, own]),
  );
  const names = new Set([
    ...labels.keys(),
    ...pods.map(({ namespace }) => namespace),
    ...policies.map(({ metadata }) => metadata.namespace ?? 'default'),
    spec.namespace,
  ]);
  return [...names].map(name => ({
    name,
    labels: { ...labels.get(name), [NAME_LABEL]: name },
  }));
}

/** What a cluster would look like that has these objects, as far as policies go. */
export function snapshotOfObjects(
  objects: ClusterObjects,
  pods: readonly PodSnapshot[],
  spec: StackSpec,
  now: Date,
): Snapshot {
  const inMatrix = (namespace: string | undefined) =>
    namespace === spec.namespace;
  return {
    matrixCluster: spec.name,
    kubernetesCluster: spec.kubernetesCluster,
    namespace: spec.namespace,
    takenAt: now.toISOString(),
    reads: {
      pods: ok,
      namespaces: ok,
      networkPolicies: ok,
      adminNetworkPolicies: ok,
    },
    facts: { ...noFacts, ...objects.installed },
    ...noObjects,
    namespaces: namespacesOf(objects, pods, spec),
    pods,
    networkPolicies: objects.policies.filter(({ metadata }) =>
      inMatrix(metadata.namespace),
    ),
    otherNetworkPolicies: objects.policies.filter(
      ({ metadata }) => !inMatrix(metadata.namespace),
    ),
    adminNetworkPolicies: objects.adminPolicies,
  };
}
