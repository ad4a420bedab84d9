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
import { namespace, openCrd, workload } from './manifests';

/** The network plugins that a demo cluster can have. */
export const networkPluginNames = ['calico', 'flannel'] as const;

export type NetworkPluginName = (typeof networkPluginNames)[number];

/** What installing the plugin leaves on a cluster. */
export function installedPlugin(name: NetworkPluginName): KubernetesObject[] {
  return name === 'calico' ? calico() : flannel();
}

/** Calico, as its operator installs it: enforces NetworkPolicies. */
function calico(): KubernetesObject[] {
  const group = 'crd.projectcalico.org';
  return [
    namespace('calico-system'),
    openCrd(group, 'IPPool', 'ippools', 'Cluster'),
    openCrd(group, 'FelixConfiguration', 'felixconfigurations', 'Cluster'),
    openCrd(group, 'GlobalNetworkPolicy', 'globalnetworkpolicies', 'Cluster'),
    openCrd(group, 'NetworkPolicy', 'networkpolicies'),
    calicoNode(),
    workload({
      kind: 'Deployment',
      namespace: 'calico-system',
      name: 'calico-kube-controllers',
      image: 'quay.io/calico/kube-controllers:v3.31.2',
      labels: { 'k8s-app': 'calico-kube-controllers' },
    }),
  ];
}

/** Calico's agent on each node, or on those with these labels. */
export function calicoNode(
  nodeSelector?: Record<string, string>,
): KubernetesObject {
  return workload({
    nodeSelector,
    kind: 'DaemonSet',
    namespace: 'calico-system',
    name: 'calico-node',
    image: 'quay.io/calico/node:v3.31.2',
    labels: { 'k8s-app': 'calico-node' },
    hostNetwork: true,
  });
}

/** Flannel alone: connects pods, and knows nothing of NetworkPolicies. */
function flannel(): KubernetesObject[] {
  return [
    namespace('kube-flannel', {
      'pod-security.kubernetes.io/enforce': 'privileged',
    }),
    workload({
      kind: 'DaemonSet',
      namespace: 'kube-flannel',
      name: 'kube-flannel-ds',
      image: 'ghcr.io/flannel-io/flannel:v0.27.4',
      labels: { app: 'flannel', 'k8s-app': 'flannel', tier: 'node' },
      selector: { app: 'flannel', 'k8s-app': 'flannel' },
      args: ['--ip-masq', '--kube-subnet-mgr'],
      hostNetwork: true,
    }),
  ];
}
