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

const namespace = 'ingress-nginx';
const both = ['ingress-nginx', 'ingress-nginx-admission'];
const bothInside = both.map(name => `${namespace}/${name}`);

/** The 19 objects of ingress-nginx on bare metal: the same in all lines from 1.11 to 1.15. */
export const ingressNginxShape: ReleaseShape = {
  namespaces: [namespace],
  objects: [
    ...keys('v1/Namespace', namespace),
    ...keys('v1/ServiceAccount', ...bothInside),
    ...keys(`${RBAC}/Role`, ...bothInside),
    ...keys(`${RBAC}/RoleBinding`, ...bothInside),
    ...keys(`${RBAC}/ClusterRole`, ...both),
    ...keys(`${RBAC}/ClusterRoleBinding`, ...both),
    ...keys('v1/ConfigMap', `${namespace}/ingress-nginx-controller`),
    ...keys(
      'v1/Service',
      `${namespace}/ingress-nginx-controller`,
      `${namespace}/ingress-nginx-controller-admission`,
    ),
    ...keys('apps/v1/Deployment', `${namespace}/ingress-nginx-controller`),
    ...keys(
      'batch/v1/Job',
      `${namespace}/ingress-nginx-admission-create`,
      `${namespace}/ingress-nginx-admission-patch`,
    ),
    ...keys('networking.k8s.io/v1/IngressClass', 'nginx'),
    ...keys(
      'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration',
      'ingress-nginx-admission',
    ),
  ],
  someHave: [],
  webhookGroups: ['networking.k8s.io'],
};
