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

import { IngressSnapshot, ServiceSnapshot } from '../../snapshot/Snapshot';
import { workload } from '../../workloads/catalogue';

export function aService(
  changes: Partial<ServiceSnapshot> = {},
): ServiceSnapshot {
  return {
    namespace: 'matrix',
    name: 'synapse',
    type: 'ClusterIP',
    selector: workload('synapse-main').podLabels,
    clusterIPs: ['10.96.0.20'],
    ports: [{ port: 8008, targetPort: 8008, protocol: 'TCP' }],
    readyEndpoints: 2,
    ...changes,
  };
}

export function ingressService(
  changes: Partial<ServiceSnapshot> = {},
): ServiceSnapshot {
  return aService({
    namespace: 'ingress-nginx',
    name: 'ingress-nginx-controller',
    type: 'NodePort',
    selector: workload('ingress-nginx').podLabels,
    ports: [
      {
        name: 'http',
        port: 80,
        targetPort: 'http',
        nodePort: 30080,
        protocol: 'TCP',
      },
      {
        name: 'https',
        port: 443,
        targetPort: 'https',
        nodePort: 30443,
        protocol: 'TCP',
      },
    ],
    ...changes,
  });
}

export function anIngress(
  changes: Partial<IngressSnapshot> = {},
): IngressSnapshot {
  return {
    namespace: 'matrix',
    name: 'synapse',
    className: 'nginx',
    annotations: {},
    rules: [
      {
        host: 'chat.example.org',
        paths: [
          {
            path: '/',
            pathType: 'Prefix',
            service: { name: 'synapse', port: 8008 },
          },
        ],
      },
    ],
    tls: [{ hosts: ['chat.example.org'], secretName: 'chat-tls' }],
    addresses: ['192.168.10.11'],
    ...changes,
  };
}
