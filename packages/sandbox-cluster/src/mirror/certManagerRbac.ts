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
import type { Component } from './certManager';

const GROUP = 'rbac.authorization.k8s.io';
const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];
const CERT_MANAGER = 'cert-manager.io';
const ACME = 'acme.cert-manager.io';

interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
  resourceNames?: string[];
}

function rule(
  apiGroup: string,
  resources: string[],
  verbs: string[],
  resourceNames?: string[],
): Rule {
  return {
    apiGroups: [apiGroup],
    resources,
    verbs,
    ...(resourceNames ? { resourceNames } : {}),
  };
}

const events = rule('', ['events'], ['create', 'patch']);
const secrets = rule('', ['secrets'], [...READ, 'create', 'update', 'delete']);
const issuers = (...resources: string[]) => [
  rule(
    CERT_MANAGER,
    [...resources, ...resources.map(name => `${name}/status`)],
    ['update', 'patch'],
  ),
  rule(CERT_MANAGER, resources, READ),
];

interface RoleInput {
  name: string;
  component: Component;
  /** Label `app.kubernetes.io/component` where it is not the component's name. */
  label?: string;
  /** Roles for people are aggregated, and bound to nobody. */
  aggregateTo?: string[];
  rules: Rule[];
}

const clusterRoles: RoleInput[] = [
  {
    name: 'cert-manager-cainjector',
    component: 'cainjector',
    rules: [
      rule(CERT_MANAGER, ['certificates'], READ),
      rule('', ['secrets'], READ),
      events,
      rule(
        'admissionregistration.k8s.io',
        ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'],
        [...READ, 'update', 'patch'],
      ),
      rule(
        'apiregistration.k8s.io',
        ['apiservices'],
        [...READ, 'update', 'patch'],
      ),
      rule(
        'apiextensions.k8s.io',
        ['customresourcedefinitions'],
        [...READ, 'update', 'patch'],
      ),
    ],
  },
  {
    name: 'cert-manager-controller-issuers',
    component: 'controller',
    rules: [...issuers('issuers'), secrets, events],
  },
  {
    name: 'cert-manager-controller-clusterissuers',
    component: 'controller',
    rules: [...issuers('clusterissuers'), secrets, events],
  },
  {
    name: 'cert-manager-controller-certificates',
    component: 'controller',
    rules: [
      ...issuers('certificates', 'certificaterequests'),
      rule(CERT_MANAGER, ['issuers', 'clusterissuers'], READ),
      rule(ACME, ['orders'], ['create', 'delete', ...READ]),
      secrets,
      events,
    ],
  },
  {
    name: 'cert-manager-controller-orders',
    component: 'controller',
    rules: [
      rule(ACME, ['orders', 'orders/status'], ['update', 'patch']),
      rule(ACME, ['orders', 'challenges'], READ),
      rule(ACME, ['challenges'], ['create', 'delete']),
      rule(CERT_MANAGER, ['issuers', 'clusterissuers'], READ),
      rule('', ['secrets'], READ),
      events,
    ],
  },
  {
    name: 'cert-manager-controller-challenges',
    component: 'controller',
    rules: [
      rule(
        ACME,
        ['challenges', 'challenges/status'],
        [...READ, 'update', 'patch'],
      ),
      rule(CERT_MANAGER, ['issuers', 'clusterissuers'], READ),
      rule('', ['pods', 'services'], [...READ, 'create', 'delete']),
      rule(
        'networking.k8s.io',
        ['ingresses'],
        [...READ, 'create', 'delete', 'update'],
      ),
      rule('', ['secrets'], READ),
      events,
    ],
  },
  {
    name: 'cert-manager-controller-ingress-shim',
    component: 'controller',
    rules: [
      rule(
        CERT_MANAGER,
        ['certificates'],
        [...READ, 'create', 'update', 'delete'],
      ),
      rule('networking.k8s.io', ['ingresses'], READ),
      events,
    ],
  },
  {
    name: 'cert-manager-cluster-view',
    component: 'controller',
    aggregateTo: ['cluster-reader'],
    rules: [rule(CERT_MANAGER, ['clusterissuers'], READ)],
  },
  {
    name: 'cert-manager-view',
    component: 'controller',
    aggregateTo: ['view', 'edit', 'admin', 'cluster-reader'],
    rules: [
      rule(
        CERT_MANAGER,
        ['certificates', 'certificaterequests', 'issuers'],
        READ,
      ),
      rule(ACME, ['challenges', 'orders'], READ),
    ],
  },
  {
    name: 'cert-manager-edit',
    component: 'controller',
    aggregateTo: ['edit', 'admin'],
    rules: [
      rule(
        CERT_MANAGER,
        ['certificates', 'certificaterequests', 'issuers'],
        WRITE,
      ),
      rule(CERT_MANAGER, ['certificates/status'], ['update']),
      rule(ACME, ['challenges', 'orders'], ['delete', 'deletecollection']),
    ],
  },
  {
    name: 'cert-manager-controller-approve:cert-manager-io',
    component: 'controller',
    label: 'cert-manager',
    rules: [
      rule(
        CERT_MANAGER,
        ['signers'],
        ['approve'],
        ['issuers.cert-manager.io/*', 'clusterissuers.cert-manager.io/*'],
      ),
    ],
  },
  {
    name: 'cert-manager-controller-certificatesigningrequests',
    component: 'controller',
    label: 'cert-manager',
    rules: [
      rule(
        'certificates.k8s.io',
        ['certificatesigningrequests'],
        [...READ, 'update'],
      ),
    ],
  },
  {
    name: 'cert-manager-webhook:subjectaccessreviews',
    component: 'webhook',
    rules: [rule('authorization.k8s.io', ['subjectaccessreviews'], ['create'])],
  },
];

const leases = (...names: string[]): Rule[] => [
  rule('coordination.k8s.io', ['leases'], ['get', 'update', 'patch'], names),
  rule('coordination.k8s.io', ['leases'], ['create']),
];

const roles: (RoleInput & { namespace: string })[] = [
  {
    name: 'cert-manager-cainjector:leaderelection',
    namespace: 'kube-system',
    component: 'cainjector',
    rules: leases(
      'cert-manager-cainjector-leader-election',
      'cert-manager-cainjector-leader-election-core',
    ),
  },
  {
    name: 'cert-manager:leaderelection',
    namespace: 'kube-system',
    component: 'controller',
    rules: leases('cert-manager-controller'),
  },
  {
    name: 'cert-manager-webhook:dynamic-serving',
    namespace: 'cert-manager',
    component: 'webhook',
    rules: [
      rule('', ['secrets'], [...READ, 'update'], ['cert-manager-webhook-ca']),
      rule('', ['secrets'], ['create']),
    ],
  },
];

const serviceAccounts: Readonly<Record<Component, string>> = {
  cainjector: 'cert-manager-cainjector',
  controller: 'cert-manager',
  webhook: 'cert-manager-webhook',
};

/** cert-manager's roles and bindings: 13 and 10 for the cluster, 3 and 3 for namespaces. */
export function certManagerRbac(
  labels: (component: Component) => Record<string, string>,
): KubernetesObject[] {
  const labelsOf = ({ component, label }: RoleInput) => ({
    ...labels(component),
    ...(label ? { 'app.kubernetes.io/component': label } : {}),
  });
  return [
    ...clusterRoles.map(input => ({
      apiVersion: `${GROUP}/v1`,
      kind: 'ClusterRole',
      metadata: {
        name: input.name,
        labels: {
          ...labelsOf(input),
          ...Object.fromEntries(
            (input.aggregateTo ?? []).map(role => [
              `${GROUP}/aggregate-to-${role}`,
              'true',
            ]),
          ),
        },
      },
      rules: input.rules,
    })),
    ...clusterRoles
      .filter(({ aggregateTo }) => !aggregateTo)
      .map(input => ({
        apiVersion: `${GROUP}/v1`,
        kind: 'ClusterRoleBinding',
        metadata: { name: input.name, labels: labelsOf(input) },
        ...bindingOf('ClusterRole', input.name, input.component),
      })),
    ...roles.map(({ name, namespace, component, rules }) => ({
      apiVersion: `${GROUP}/v1`,
      kind: 'Role',
      metadata: { name, namespace, labels: labels(component) },
      rules,
    })),
    ...roles.map(({ name, namespace, component }) => ({
      apiVersion: `${GROUP}/v1`,
      kind: 'RoleBinding',
      metadata: { name, namespace, labels: labels(component) },
      ...bindingOf('Role', name, component),
    })),
  ];
}

function bindingOf(
  kind: 'Role' | 'ClusterRole',
  name: string,
  component: Component,
) {
  return {
    roleRef: { apiGroup: GROUP, kind, name },
    subjects: [
      {
        kind: 'ServiceAccount',
        name: serviceAccounts[component],
        namespace: 'cert-manager',
      },
    ],
  };
}
