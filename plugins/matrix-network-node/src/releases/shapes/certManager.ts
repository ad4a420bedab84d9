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

import { keys, RBAC, ReleaseShape } from './ReleaseShape';

const namespace = 'cert-manager';
const inside = (name: string) => `${namespace}/${name}`;
const programs = [
  'cert-manager',
  'cert-manager-cainjector',
  'cert-manager-webhook',
].map(inside);

const bound = [
  'cert-manager-cainjector',
  'cert-manager-controller-issuers',
  'cert-manager-controller-clusterissuers',
  'cert-manager-controller-certificates',
  'cert-manager-controller-orders',
  'cert-manager-controller-challenges',
  'cert-manager-controller-ingress-shim',
  'cert-manager-controller-approve:cert-manager-io',
  'cert-manager-controller-certificatesigningrequests',
  'cert-manager-webhook:subjectaccessreviews',
];

/** For people; bound to nobody. */
const aggregated = [
  'cert-manager-cluster-view',
  'cert-manager-view',
  'cert-manager-edit',
];

const roles = [
  'kube-system/cert-manager-cainjector:leaderelection',
  'kube-system/cert-manager:leaderelection',
  inside('cert-manager-webhook:dynamic-serving'),
];

const ADMISSION = 'admissionregistration.k8s.io/v1';

/** The objects of cert-manager's static manifest. */
export const certManagerShape: ReleaseShape = {
  namespaces: [namespace, 'kube-system'],
  objects: [
    ...keys('v1/Namespace', namespace),
    ...keys(
      'apiextensions.k8s.io/v1/CustomResourceDefinition',
      'certificaterequests.cert-manager.io',
      'certificates.cert-manager.io',
      'clusterissuers.cert-manager.io',
      'issuers.cert-manager.io',
      'challenges.acme.cert-manager.io',
      'orders.acme.cert-manager.io',
    ),
    ...keys('v1/ServiceAccount', ...programs),
    ...keys(`${RBAC}/ClusterRole`, ...bound, ...aggregated),
    ...keys(`${RBAC}/ClusterRoleBinding`, ...bound),
    ...keys(`${RBAC}/Role`, ...roles),
    ...keys(`${RBAC}/RoleBinding`, ...roles),
    ...keys('v1/Service', inside('cert-manager-webhook')),
    ...keys('apps/v1/Deployment', ...programs),
    ...keys(
      `${ADMISSION}/MutatingWebhookConfiguration`,
      'cert-manager-webhook',
    ),
    ...keys(
      `${ADMISSION}/ValidatingWebhookConfiguration`,
      'cert-manager-webhook',
    ),
  ],
  someHave: [
    // For metrics, not in 1.14.0.
    ...keys(
      'v1/Service',
      inside('cert-manager'),
      inside('cert-manager-cainjector'),
    ),
    // For tokens of its own account, in some lines after 1.14.
    ...keys(`${RBAC}/Role`, inside('cert-manager-tokenrequest')),
    ...keys(
      `${RBAC}/RoleBinding`,
      inside('cert-manager-tokenrequest'),
      inside('cert-manager-cert-manager-tokenrequest'),
    ),
  ],
  webhookGroups: ['cert-manager.io', 'acme.cert-manager.io'],
};
