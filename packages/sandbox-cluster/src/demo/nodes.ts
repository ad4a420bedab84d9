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

/** Where the demo cluster's API server listens, as its pods see it. */
export const API_SERVER_ADDRESS = '172.30.0.11';

/** The network of a demo cluster, as kubeadm would have set it up. */
export const POD_CIDR = '10.244.0.0/16';

/** Three nodes; the first one also runs the control plane. */
export function nodes(clusterName: string): KubernetesObject[] {
  return [1, 2, 3].map(number => node(clusterName, number));
}

/** Name of the node with this number, from 1. */
export function nodeName(clusterName: string, number: number): string {
  return `${clusterName}-node-${number}`;
}

function node(clusterName: string, number: number): KubernetesObject {
  const name = nodeName(clusterName, number);
  const podCIDR = `10.244.${number}.0/24`;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'topology.kubernetes.io/zone': `zone-${number}`,
        ...(number === 1
          ? { 'node-role.kubernetes.io/control-plane': '' }
          : {}),
      },
    },
    spec: { podCIDR, podCIDRs: [podCIDR] },
    status: {
      addresses: [
        { type: 'InternalIP', address: `172.30.0.${10 + number}` },
        { type: 'Hostname', address: name },
      ],
      capacity: { cpu: '8', memory: '32Gi', pods: '110' },
      allocatable: { cpu: '8', memory: '32Gi', pods: '110' },
      nodeInfo: {
        kubeletVersion: 'v1.34.2',
        osImage: 'Debian GNU/Linux 12 (bookworm)',
        kernelVersion: '6.1.0-32-amd64',
        containerRuntimeVersion: 'containerd://2.1.4',
        operatingSystem: 'linux',
        architecture: 'amd64',
      },
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'KubeletReady',
          message: 'kubelet is posting ready status',
        },
      ],
    },
  };
}
