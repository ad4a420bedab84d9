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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';

const NAMESPACE = 'ingress-nginx';
const NAME = 'ingress-nginx';
const ADMISSION = 'ingress-nginx-admission';
const RBAC = 'rbac.authorization.k8s.io';

function rule(
  apiGroup: string,
  resources: string[],
  verbs: string[],
  resourceNames?: string[],
) {
  return {
    apiGroups: [apiGroup],
    resources,
    verbs,
    ...(resourceNames ? { resourceNames } : {}),
  };
}

const READ = ['get', 'list', 'watch'];

const controllerRole = [
  rule('', ['namespaces'], ['get']),
  rule('', ['configmaps', 'pods', 'secrets', 'endpoints', 'services'], READ),
  rule('networking.k8s.io', ['ingresses', 'ingressclasses'], READ),
  rule('networking.k8s.io', ['ingresses/status'], ['update']),
  rule(
    'coordination.k8s.io',
    ['leases'],
    ['get', 'update'],
    ['ingress-nginx-leader'],
  ),
  rule('coordination.k8s.io', ['leases'], ['create']),
  rule('', ['events'], ['create', 'patch']),
  rule('discovery.k8s.io', ['endpointslices'], READ),
];

const controllerClusterRole = [
  rule(
    '',
    ['configmaps', 'endpoints', 'nodes', 'pods', 'secrets', 'namespaces'],
    ['list', 'watch'],
  ),
  rule('coordination.k8s.io', ['leases'], ['list', 'watch']),
  rule('', ['nodes'], ['get']),
  rule('', ['services'], READ),
  rule('networking.k8s.io', ['ingresses', 'ingressclasses'], READ),
  rule('', ['events'], ['create', 'patch']),
  rule('networking.k8s.io', ['ingresses/status'], ['update']),
  rule('discovery.k8s.io', ['endpointslices'], READ),
];

/** ServiceAccounts, roles and bindings of the controller and of its admission Jobs. */
export function ingressNginxRbac(labels: {
  controller: LabelMap;
  admission: LabelMap;
  shared: LabelMap;
}): KubernetesObject[] {
  const { controller, admission, shared } = labels;
  return [
    serviceAccount(NAME, controller),
    serviceAccount(ADMISSION, admission),
    role(NAME, controller, controllerRole),
    role(ADMISSION, admission, [rule('', ['secrets'], ['get', 'create'])]),
    clusterRole(NAME, shared, controllerClusterRole),
    clusterRole(ADMISSION, admission, [
      rule(
        'admissionregistration.k8s.io',
        ['validatingwebhookconfigurations'],
        ['get', 'update'],
      ),
    ]),
    roleBinding(NAME, controller),
    roleBinding(ADMISSION, admission),
    clusterRoleBinding(NAME, shared),
    clusterRoleBinding(ADMISSION, admission),
  ];
}

type LabelMap = Record<string, string>;

function serviceAccount(name: string, meta: LabelMap): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: NAMESPACE, labels: meta },
    automountServiceAccountToken: true,
  };
}

function role(name: string, meta: LabelMap, rules: object[]): KubernetesObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'Role',
    metadata: { name, namespace: NAMESPACE, labels: meta },
    rules,
  };
}

function clusterRole(
  name: string,
  meta: LabelMap,
  rules: object[],
): KubernetesObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name, labels: meta },
    rules,
  };
}

function bindingTo(kind: 'Role' | 'ClusterRole', name: string) {
  return {
    roleRef: { apiGroup: RBAC, kind, name },
    subjects: [{ kind: 'ServiceAccount', name, namespace: NAMESPACE }],
  };
}

function roleBinding(name: string, meta: LabelMap): KubernetesObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata: { name, namespace: NAMESPACE, labels: meta },
    ...bindingTo('Role', name),
  };
}

function clusterRoleBinding(name: string, meta: LabelMap): KubernetesObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name, labels: meta },
    ...bindingTo('ClusterRole', name),
  };
}
