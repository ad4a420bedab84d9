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
  PolicyHealth,
  WorkloadId,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { daysFromNow } from './times';

interface PolicyFixture {
  name: string;
  purpose: string;
  directions: ('Ingress' | 'Egress')[];
  pods: string[];
  workloads: WorkloadId[];
  rows: string[];
}

const corePolicies: readonly PolicyFixture[] = [
  {
    name: 'default-deny-all',
    purpose: 'Denies everything that no other policy allows.',
    directions: ['Ingress', 'Egress'],
    pods: [
      'synapse-main-0',
      'postgresql-1',
      'redis-0',
      'key-vault-6f7c9-x2x4q',
    ],
    workloads: ['synapse-main', 'postgresql', 'redis', 'key-vault'],
    rows: [],
  },
  {
    name: 'allow-dns',
    purpose: 'Lets every pod resolve names.',
    directions: ['Egress'],
    pods: ['synapse-main-0', 'postgresql-1', 'redis-0'],
    workloads: ['synapse-main', 'postgresql', 'redis'],
    rows: ['F1', 'F2'],
  },
  {
    name: 'postgresql-access',
    purpose: 'Lets Synapse, key_vault and the sync system reach the database.',
    directions: ['Ingress', 'Egress'],
    pods: ['postgresql-1', 'postgresql-2', 'postgresql-3'],
    workloads: ['postgresql'],
    rows: ['F3', 'F18', 'F22'],
  },
  {
    name: 'postgresql-li-access',
    purpose: 'Lets the lawful-interception instance reach its database.',
    directions: ['Ingress', 'Egress'],
    pods: ['postgresql-li-1', 'postgresql-li-2'],
    workloads: ['postgresql-li'],
    rows: ['F20', 'F23'],
  },
  {
    name: 'redis-access',
    purpose: 'Lets Synapse and key_vault reach Redis and Sentinel.',
    directions: ['Ingress', 'Egress'],
    pods: ['redis-0', 'redis-1', 'redis-2'],
    workloads: ['redis'],
    rows: ['F4', 'F19'],
  },
  {
    name: 'minio-access',
    purpose: 'Lets Synapse and the LI instance reach the media store.',
    directions: ['Ingress', 'Egress'],
    pods: ['matrix-minio-pool-0-0'],
    workloads: ['minio'],
    rows: ['F5', 'F21'],
  },
  {
    name: 'key-vault-isolation',
    purpose: 'Only Synapse (main) reaches key_vault.',
    directions: ['Ingress', 'Egress'],
    pods: ['key-vault-6f7c9-x2x4q', 'key-vault-6f7c9-z9kdm'],
    workloads: ['key-vault'],
    rows: ['F6', 'F18', 'F19', 'N1'],
  },
  {
    name: 'li-instance-isolation',
    purpose: 'Keeps the LI instance to its own database and bucket.',
    directions: ['Ingress', 'Egress'],
    pods: ['synapse-li-0'],
    workloads: ['synapse-li'],
    rows: ['F16', 'F20', 'F21', 'N2'],
  },
  {
    name: 'synapse-main-egress',
    purpose: 'What Synapse (main) may reach.',
    directions: ['Ingress', 'Egress'],
    pods: ['synapse-main-0', 'synapse-worker-1'],
    workloads: ['synapse-main'],
    rows: ['F3', 'F4', 'F5', 'F6', 'F7', 'F8'],
  },
  {
    name: 'allow-from-ingress',
    purpose: 'Lets the ingress controller reach the pods that are exposed.',
    directions: ['Ingress'],
    pods: ['synapse-main-0', 'element-web-5c8-q2f'],
    workloads: ['synapse-main', 'element-web'],
    rows: ['F14', 'F15'],
  },
  {
    name: 'allow-prometheus-scraping',
    purpose: 'Lets Prometheus read metrics.',
    directions: ['Ingress'],
    pods: ['synapse-main-0'],
    workloads: ['synapse-main'],
    rows: ['F25'],
  },
  {
    name: 'antivirus-access',
    purpose: 'Lets the content scanner reach ClamAV and Synapse.',
    directions: ['Ingress', 'Egress'],
    pods: ['clamav-7t2'],
    workloads: ['clamav', 'content-scanner'],
    rows: ['F10', 'F11', 'F12'],
  },
  {
    name: 'sync-system-access',
    purpose: 'Lets the sync system reach both databases.',
    directions: ['Egress'],
    pods: [],
    workloads: ['sync-system'],
    rows: ['F22', 'F23'],
  },
];

/** The 13 and a companion, all in force. */
export const policiesInForce: PolicyHealth[] = [
  ...corePolicies.map(fixture => policyOf(fixture, 'core')),
  policyOf(
    {
      name: 'livekit-access',
      purpose: 'Lets clients reach LiveKit.',
      directions: ['Ingress', 'Egress'],
      pods: ['livekit-0'],
      workloads: ['livekit'],
      rows: ['F27'],
    },
    'companion',
  ),
];

/** As a drifted cluster has them: one missing, one edited, one that is not of the stack. */
export const policiesDrifted: PolicyHealth[] = [
  ...policiesInForce.map(policy => {
    if (policy.name === 'key-vault-isolation') {
      return missing(policy);
    }
    return policy.name === 'redis-access' ? edited(policy) : policy;
  }),
  {
    name: 'debug-postgresql',
    role: 'foreign',
    state: 'unknown',
    purpose: 'Not part of the stack. Opens the main database to every source.',
    directions: ['Ingress'],
    selectedPods: ['postgresql-0', 'postgresql-1'],
    workloads: ['postgresql'],
    contractRows: [],
    edits: [],
  },
];

function policyOf(
  fixture: PolicyFixture,
  role: PolicyHealth['role'],
): PolicyHealth {
  return {
    name: fixture.name,
    role,
    state: 'inForce',
    purpose: fixture.purpose,
    directions: fixture.directions,
    selectedPods: fixture.pods,
    workloads: fixture.workloads,
    contractRows: fixture.rows,
    edits: [],
  };
}

function missing(policy: PolicyHealth): PolicyHealth {
  return { ...policy, state: 'missing', selectedPods: [], workloads: [] };
}

function edited(policy: PolicyHealth): PolicyHealth {
  return {
    ...policy,
    state: 'edited',
    edits: [
      {
        path: 'spec.ingress[0].from[1]',
        expected: {
          podSelector: {
            matchLabels: { 'app.kubernetes.io/name': 'key-vault' },
          },
        },
        actual: { podSelector: {} },
        manager: 'kubectl-edit',
        time: daysFromNow(-3),
      },
      {
        path: 'spec.ingress[0].ports[1]',
        expected: { port: 26379, protocol: 'TCP' },
        manager: 'kubectl-edit',
        time: daysFromNow(-3),
      },
    ],
  };
}
