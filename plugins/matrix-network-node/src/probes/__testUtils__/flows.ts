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
  ProbeFlow,
  ProbePlan,
} from '@matrix-network/backstage-plugin-matrix-network-common';

export function aFlow(changes: Partial<ProbeFlow> = {}): ProbeFlow {
  return {
    id: 'redis 10.244.1.7:8000',
    source: 'redis',
    sourceTitle: 'Redis',
    destination: 'key-vault',
    destinationTitle: 'key_vault',
    target: {
      kind: 'pod',
      namespace: 'matrix',
      name: 'key-vault-0',
      address: '10.244.1.7',
    },
    port: 8000,
    protocol: 'TCP',
    rows: ['N9'],
    expected: 'mustNotWork',
    verdict: { outcome: 'denied', sentence: 'Denied.' },
    ...changes,
  };
}

export function aPlan(flows: readonly ProbeFlow[] = [aFlow()]): ProbePlan {
  return {
    namespace: 'matrix',
    sources: [
      {
        id: 'redis',
        title: 'Redis',
        labels: { 'app.kubernetes.io/name': 'redis' },
        flows,
      },
    ],
    skipped: [],
  };
}
