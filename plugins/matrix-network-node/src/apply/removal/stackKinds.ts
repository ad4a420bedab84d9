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

import { KindRef } from '../../cluster';

/** A kind that a stack may put on a cluster. */
export interface StackKind extends KindRef {
  isNamespaced: boolean;
}

function kinds(
  apiVersion: string,
  isNamespaced: boolean,
  ...names: string[]
): StackKind[] {
  return names.map(kind => ({ apiVersion, kind, isNamespaced }));
}

/**
 * Every kind that the stack of some spec has: one that a stack no longer has any
 * object of may still be on the cluster. Secrets are not among them: they are
 * never listed.
 */
export const stackKinds: readonly StackKind[] = [
  ...kinds('networking.k8s.io/v1', true, 'NetworkPolicy'),
  ...kinds('v1', false, 'Namespace'),
  ...kinds('v1', true, 'ConfigMap', 'Service', 'ServiceAccount'),
  ...kinds('apps/v1', true, 'DaemonSet', 'Deployment'),
  ...kinds('batch/v1', true, 'Job'),
  ...kinds('policy/v1', true, 'PodDisruptionBudget'),
  ...kinds('rbac.authorization.k8s.io/v1', true, 'Role', 'RoleBinding'),
  ...kinds(
    'rbac.authorization.k8s.io/v1',
    false,
    'ClusterRole',
    'ClusterRoleBinding',
  ),
  ...kinds('networking.k8s.io/v1', false, 'IngressClass'),
  ...kinds(
    'admissionregistration.k8s.io/v1',
    false,
    'MutatingWebhookConfiguration',
    'ValidatingWebhookConfiguration',
  ),
  ...kinds('apiextensions.k8s.io/v1', false, 'CustomResourceDefinition'),
  ...kinds('cert-manager.io/v1', false, 'ClusterIssuer'),
  ...kinds('cert-manager.io/v1', true, 'Certificate'),
  ...kinds('monitoring.coreos.com/v1', true, 'PodMonitor', 'PrometheusRule'),
];
