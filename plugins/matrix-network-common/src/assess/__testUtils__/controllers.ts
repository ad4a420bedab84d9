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

import { ControllerSnapshot } from '../../snapshot/Snapshot';
import { workload } from '../../workloads/catalogue';

export function aController(
  changes: Partial<ControllerSnapshot> = {},
): ControllerSnapshot {
  return {
    kind: 'Deployment',
    namespace: 'matrix',
    name: 'something',
    labels: {},
    podLabels: {},
    desired: 1,
    ready: 1,
    available: 1,
    updated: 1,
    conditions: [],
    images: [],
    autoscaled: false,
    args: [],
    ...changes,
  };
}

export function ingressController(
  changes: Partial<ControllerSnapshot> = {},
): ControllerSnapshot {
  return aController({
    namespace: 'ingress-nginx',
    name: 'ingress-nginx-controller',
    podLabels: workload('ingress-nginx').podLabels,
    images: ['registry.k8s.io/ingress-nginx/controller:v1.15.1@sha256:59'],
    desired: 3,
    ready: 3,
    ...changes,
  });
}

export function certManagerDeployment(
  role: 'cert-manager' | 'webhook' | 'cainjector',
  version = '1.21.1',
  changes: Partial<ControllerSnapshot> = {},
): ControllerSnapshot {
  const image = role === 'cert-manager' ? 'controller' : role;
  return aController({
    namespace: 'cert-manager',
    name: role === 'cert-manager' ? role : `cert-manager-${role}`,
    podLabels: {
      'app.kubernetes.io/name': role,
      'app.kubernetes.io/instance': 'cert-manager',
    },
    images: [`quay.io/jetstack/cert-manager-${image}:v${version}`],
    ...changes,
  });
}

/** A DaemonSet of a network plugin. */
export function networkPlugin(
  name: string,
  changes: Partial<ControllerSnapshot> = {},
): ControllerSnapshot {
  return aController({
    kind: 'DaemonSet',
    namespace: 'kube-system',
    name,
    podLabels: { 'k8s-app': name },
    ...changes,
  });
}
