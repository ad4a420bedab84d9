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
  INGRESS_ADMISSION,
  INGRESS_CLASS,
  INGRESS_NAMESPACE,
} from '../stack/ingressNginx';

/** Where upstream's manifest puts cert-manager. */
export const CERT_MANAGER_NAMESPACE = 'cert-manager';

/** Where cert-manager elects its leaders. */
export const LEADER_ELECTION_NAMESPACE = 'kube-system';

/** What a component has outside of its own namespace, by resource, over the releases of the catalogue. */
export interface OutsideObjects {
  clusterroles: readonly string[];
  clusterrolebindings: readonly string[];
  validatingwebhookconfigurations: readonly string[];
  mutatingwebhookconfigurations: readonly string[];
  customresourcedefinitions: readonly string[];
  ingressclasses: readonly string[];
  clusterissuers: readonly string[];
}

export const ingressNginxOutside: OutsideObjects = {
  clusterroles: [INGRESS_NAMESPACE, INGRESS_ADMISSION],
  clusterrolebindings: [INGRESS_NAMESPACE, INGRESS_ADMISSION],
  validatingwebhookconfigurations: [INGRESS_ADMISSION],
  mutatingwebhookconfigurations: [],
  customresourcedefinitions: [],
  ingressclasses: [INGRESS_CLASS],
  clusterissuers: [],
};

const bound = [
  'cert-manager-cainjector',
  'cert-manager-controller-approve:cert-manager-io',
  'cert-manager-controller-certificates',
  'cert-manager-controller-certificatesigningrequests',
  'cert-manager-controller-challenges',
  'cert-manager-controller-clusterissuers',
  'cert-manager-controller-ingress-shim',
  'cert-manager-controller-issuers',
  'cert-manager-controller-orders',
  'cert-manager-webhook:subjectaccessreviews',
];

export const certManagerOutside: OutsideObjects = {
  clusterroles: [
    ...bound,
    'cert-manager-cluster-view',
    'cert-manager-edit',
    'cert-manager-view',
  ],
  clusterrolebindings: bound,
  validatingwebhookconfigurations: ['cert-manager-webhook'],
  mutatingwebhookconfigurations: ['cert-manager-webhook'],
  customresourcedefinitions: [
    'certificaterequests.cert-manager.io',
    'certificates.cert-manager.io',
    'challenges.acme.cert-manager.io',
    'clusterissuers.cert-manager.io',
    'issuers.cert-manager.io',
    'orders.acme.cert-manager.io',
  ],
  ingressclasses: [],
  clusterissuers: [
    'letsencrypt-prod',
    'letsencrypt-staging',
    'selfsigned',
    'organisation-ca',
  ],
};

/** cert-manager's Roles and RoleBindings for the election of leaders. */
export const leaderElectionRoles: readonly string[] = [
  'cert-manager-cainjector:leaderelection',
  'cert-manager:leaderelection',
];
