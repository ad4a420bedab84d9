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

import { ContractPeer } from '../ContractRow';
import { flow, listed, mustWork, pods, tcp } from '../defineRow';

/** Pods of a Job are known by its name: their own labels are what the row is about. */
function job(name: string): ContractPeer {
  return {
    kind: 'pods',
    podLabels: { 'batch.kubernetes.io/job-name': name },
    title: `Job ${name}`,
  };
}

export const keyVaultRows = [
  mustWork({
    id: 'F18',
    why: 'key_vault keeps recovery keys in its database.',
    flows: [flow(pods('key-vault'), pods('postgresql'), listed(...tcp(5432)))],
    policies: ['key-vault-isolation', 'postgresql-access'],
    origin: 'specification',
  }),
  mustWork({
    id: 'F19',
    why: 'key_vault keeps sessions in Redis.',
    flows: [flow(pods('key-vault'), pods('redis'), listed(...tcp(6379)))],
    policies: ['key-vault-isolation', 'redis-access'],
    origin: 'specification',
  }),
  mustWork({
    id: 'F42',
    why: "Jobs create key_vault's database and set up replication; their pod templates need the labels of the workload that they work for.",
    flows: [
      {
        ...flow(
          [job('key-vault-init-db')],
          pods('postgresql'),
          listed(...tcp(5432)),
        ),
        when: ({ workloads }) => workloads.keyVault,
      },
      {
        ...flow(
          [job('sync-system-setup-replication')],
          pods('postgresql', 'postgresql-li'),
          listed(...tcp(5432)),
        ),
        when: ({ workloads }) =>
          workloads.syncSystem && workloads.lawfulInterception,
      },
    ],
    policies: [
      'key-vault-isolation',
      'sync-system-access',
      'postgresql-access',
      'postgresql-li-access',
    ],
    origin: "the deployment's source",
  }),
];
