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

import { NetworkPolicySpec } from '@matrix-network/backstage-plugin-matrix-network-common';
import { NetworkFixture } from './networkFixture';

export const WEB = 'matrix/web';
export const CLIENT = 'matrix/client';
export const MONITOR = 'monitoring/prometheus';

/** Pods of two namespaces; web is on node 2, everything else on node 1. */
export function twoNamespaces(): NetworkFixture {
  return new NetworkFixture()
    .pod({
      at: WEB,
      ip: '10.244.2.10',
      node: 2,
      labels: { app: 'web', tier: '' },
      ports: ['http:8080', 'metrics:9090', 'stun:3478/UDP', 'tunnel:7000/SCTP'],
    })
    .pod({ at: CLIENT, ip: '10.244.1.20', labels: { app: 'client' } })
    .pod({
      at: MONITOR,
      ip: '10.244.1.30',
      labels: { app: 'prometheus' },
      ports: ['9090'],
    })
    .pod({
      at: 'matrix/done',
      ip: '10.244.1.40',
      labels: { app: 'client' },
      phase: 'Succeeded',
    })
    .pod({
      at: 'matrix/turn',
      ip: '172.30.0.11',
      hostNetwork: true,
      labels: { app: 'client' },
      ports: ['turn:3478/UDP'],
    });
}

/** A policy that isolates the pods of `web` but for what `spec` says. */
export const isolate = (
  spec: Partial<NetworkPolicySpec>,
): NetworkPolicySpec => ({
  podSelector: { matchLabels: { app: 'web' } },
  policyTypes: ['Ingress'],
  ...spec,
});
