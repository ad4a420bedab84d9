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

import { ResourceType } from '../store/ObjectStore';

type Row = [
  kind: string,
  resource: string,
  options?: {
    short?: string[];
    cluster?: boolean;
    sub?: string[];
    all?: boolean;
    categories?: string[];
  },
];

const tables: Readonly<Record<string, readonly Row[]>> = {
  v1: [
    [
      'Namespace',
      'namespaces',
      { short: ['ns'], cluster: true, sub: ['status', 'finalize'] },
    ],
    ['Node', 'nodes', { short: ['no'], cluster: true, sub: ['status'] }],
    [
      'PersistentVolume',
      'persistentvolumes',
      { short: ['pv'], cluster: true, sub: ['status'] },
    ],
    [
      'Pod',
      'pods',
      { short: ['po'], all: true, sub: ['status', 'log', 'eviction'] },
    ],
    ['Service', 'services', { short: ['svc'], all: true, sub: ['status'] }],
    ['ConfigMap', 'configmaps', { short: ['cm'] }],
    ['Secret', 'secrets'],
    ['ServiceAccount', 'serviceaccounts', { short: ['sa'] }],
    ['Event', 'events', { short: ['ev'] }],
    ['Endpoints', 'endpoints', { short: ['ep'] }],
    [
      'PersistentVolumeClaim',
      'persistentvolumeclaims',
      { short: ['pvc'], sub: ['status'] },
    ],
    ['ResourceQuota', 'resourcequotas', { short: ['quota'], sub: ['status'] }],
    ['LimitRange', 'limitranges', { short: ['limits'] }],
  ],
  'apps/v1': [
    [
      'Deployment',
      'deployments',
      { short: ['deploy'], all: true, sub: ['status', 'scale'] },
    ],
    [
      'ReplicaSet',
      'replicasets',
      { short: ['rs'], all: true, sub: ['status', 'scale'] },
    ],
    [
      'StatefulSet',
      'statefulsets',
      { short: ['sts'], all: true, sub: ['status', 'scale'] },
    ],
    ['DaemonSet', 'daemonsets', { short: ['ds'], all: true, sub: ['status'] }],
    ['ControllerRevision', 'controllerrevisions'],
  ],
  'batch/v1': [
    ['Job', 'jobs', { all: true, sub: ['status'] }],
    ['CronJob', 'cronjobs', { short: ['cj'], all: true, sub: ['status'] }],
  ],
  'networking.k8s.io/v1': [
    ['NetworkPolicy', 'networkpolicies', { short: ['netpol'] }],
    ['Ingress', 'ingresses', { short: ['ing'], sub: ['status'] }],
    ['IngressClass', 'ingressclasses', { cluster: true }],
    ['ServiceCIDR', 'servicecidrs', { cluster: true, sub: ['status'] }],
  ],
  'policy/v1': [
    [
      'PodDisruptionBudget',
      'poddisruptionbudgets',
      { short: ['pdb'], sub: ['status'] },
    ],
  ],
  'discovery.k8s.io/v1': [['EndpointSlice', 'endpointslices']],
  'rbac.authorization.k8s.io/v1': [
    ['Role', 'roles'],
    ['RoleBinding', 'rolebindings'],
    ['ClusterRole', 'clusterroles', { cluster: true }],
    ['ClusterRoleBinding', 'clusterrolebindings', { cluster: true }],
  ],
  'admissionregistration.k8s.io/v1': [
    [
      'ValidatingWebhookConfiguration',
      'validatingwebhookconfigurations',
      { cluster: true, categories: ['api-extensions'] },
    ],
    [
      'MutatingWebhookConfiguration',
      'mutatingwebhookconfigurations',
      { cluster: true, categories: ['api-extensions'] },
    ],
  ],
  'apiextensions.k8s.io/v1': [
    [
      'CustomResourceDefinition',
      'customresourcedefinitions',
      {
        short: ['crd', 'crds'],
        cluster: true,
        sub: ['status'],
        categories: ['api-extensions'],
      },
    ],
  ],
  'coordination.k8s.io/v1': [['Lease', 'leases']],
  'autoscaling/v2': [
    [
      'HorizontalPodAutoscaler',
      'horizontalpodautoscalers',
      { short: ['hpa'], all: true, sub: ['status'] },
    ],
  ],
  'storage.k8s.io/v1': [
    ['StorageClass', 'storageclasses', { short: ['sc'], cluster: true }],
  ],
  'scheduling.k8s.io/v1': [
    ['PriorityClass', 'priorityclasses', { short: ['pc'], cluster: true }],
  ],
  'apiregistration.k8s.io/v1': [
    [
      'APIService',
      'apiservices',
      { cluster: true, sub: ['status'], categories: ['api-extensions'] },
    ],
  ],
  'events.k8s.io/v1': [['Event', 'events', { short: ['ev'] }]],
};

/** Kinds that every Kubernetes serves, as far as the sandbox needs them. */
export const builtinResourceTypes: readonly ResourceType[] = Object.entries(
  tables,
).flatMap(([groupVersion, rows]) => {
  const [version, group = ''] = groupVersion.split('/').reverse();
  return rows.map(([kind, resource, options = {}]) => ({
    group,
    version,
    kind,
    resource,
    singular: kind.toLowerCase(),
    shortNames: options.short ?? [],
    categories: [
      ...(options.all ? ['all'] : []),
      ...(options.categories ?? []),
    ],
    namespaced: !options.cluster,
    subresources: options.sub ?? [],
  }));
});

/** Where the events of both API groups live. */
export function storageKey(type: { group: string; resource: string }): string {
  const group = type.group === 'events.k8s.io' ? '' : type.group;
  return `${group}/${type.resource}`;
}
