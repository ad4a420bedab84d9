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
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ComponentEntity,
  DEFAULT_NAMESPACE,
  Entity,
  EntityLink,
  ResourceEntity,
  stringifyEntityRef,
  SystemEntity,
} from '@backstage/catalog-model';
import {
  componentRefOf,
  MATRIX_CLUSTER_ANNOTATION,
  MatrixClusterSummary,
  systemRefOf,
  workload,
  WORKLOAD_ANNOTATION,
  WorkloadId,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { entityName } from './entityName';
import { workloadDependencies } from './workloadDependencies';

const KUBERNETES_ID = 'backstage.io/kubernetes-id';
const KUBERNETES_NAMESPACE = 'backstage.io/kubernetes-namespace';
const KUBERNETES_CLUSTER = 'backstage.io/kubernetes-cluster';
const KUBERNETES_LABEL_SELECTOR = 'backstage.io/kubernetes-label-selector';

/** Pods that come and go with a certificate order: nothing a page could be about. */
const withoutPage: readonly WorkloadId[] = ['acme-solver'];

/** Workloads whose Component is a website; the others are services. */
const websites: readonly WorkloadId[] = [
  'element-web',
  'element-web-li',
  'synapse-admin-li',
];

/** All entities of the registered Matrix clusters. */
export function matrixNetworkEntities(
  matrixClusters: readonly MatrixClusterSummary[],
  owner: string,
): Entity[] {
  const registered = matrixClusters.filter(entry => entry.registered);
  const kubernetesClusters = new Set(
    registered.map(entry => entry.kubernetesCluster),
  );
  return [
    ...[...kubernetesClusters].map(name =>
      kubernetesClusterEntity(name, owner),
    ),
    ...registered.flatMap(entry => matrixClusterEntities(entry, owner)),
  ];
}

function matrixClusterEntities(
  summary: MatrixClusterSummary,
  owner: string,
): Entity[] {
  const workloads = summary.workloads.filter(id => !withoutPage.includes(id));
  return [
    systemEntity(summary, owner),
    ...workloads.map(id => componentEntity(summary, id, workloads, owner)),
  ];
}

function systemEntity(
  summary: MatrixClusterSummary,
  owner: string,
): SystemEntity {
  const { name, domain, kubernetesCluster } = summary;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: {
      namespace: name,
      name,
      description: `Matrix deployment for ${domain} on Kubernetes cluster ${kubernetesCluster}`,
      annotations: {
        ...commonAnnotations(summary),
        [KUBERNETES_ID]: name,
      },
      links: linksOf(summary),
      tags: ['matrix'],
    },
    spec: { owner, type: 'matrix-cluster' },
  };
}

function componentEntity(
  summary: MatrixClusterSummary,
  id: WorkloadId,
  workloads: readonly WorkloadId[],
  owner: string,
): ComponentEntity {
  const { title, description, podLabels } = workload(id);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      namespace: summary.name,
      name: id,
      title,
      description,
      annotations: {
        ...commonAnnotations(summary),
        [WORKLOAD_ANNOTATION]: id,
        // The stack does not own the workloads: their pods are found by their own labels.
        [KUBERNETES_LABEL_SELECTOR]: Object.entries(podLabels)
          .map(([key, value]) => `${key}=${value}`)
          .join(','),
      },
      tags: ['matrix'],
    },
    spec: {
      type: websites.includes(id) ? 'website' : 'service',
      lifecycle: 'production',
      owner,
      system: systemRefOf(summary.name),
      dependsOn: [
        kubernetesClusterRef(summary.kubernetesCluster),
        ...workloadDependencies(id, workloads).map(needed =>
          componentRefOf(summary.name, needed),
        ),
      ],
    },
  };
}

function kubernetesClusterEntity(name: string, owner: string): ResourceEntity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      namespace: DEFAULT_NAMESPACE,
      name: entityName(name),
      title: name,
      description: `Kubernetes cluster ${name}, as Backstage knows it`,
      annotations: locationAnnotations(`kubernetes-cluster/${name}`),
      tags: ['kubernetes'],
    },
    spec: { type: 'kubernetes-cluster', owner },
  };
}

function kubernetesClusterRef(name: string): string {
  return stringifyEntityRef({
    kind: 'resource',
    namespace: DEFAULT_NAMESPACE,
    name: entityName(name),
  });
}

function commonAnnotations(
  summary: MatrixClusterSummary,
): Record<string, string> {
  return {
    ...locationAnnotations(`matrix-cluster/${summary.name}`),
    [MATRIX_CLUSTER_ANNOTATION]: summary.name,
    [KUBERNETES_NAMESPACE]: summary.namespace,
    [KUBERNETES_CLUSTER]: summary.kubernetesCluster,
  };
}

function locationAnnotations(target: string): Record<string, string> {
  return {
    [ANNOTATION_LOCATION]: `matrix-network:${target}`,
    [ANNOTATION_ORIGIN_LOCATION]: `matrix-network:${target}`,
  };
}

function linksOf({ domain }: MatrixClusterSummary): EntityLink[] {
  return [{ url: `https://${domain}`, title: domain, icon: 'web' }];
}
