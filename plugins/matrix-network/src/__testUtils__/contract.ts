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

import { ContractRowHealth } from '@matrix-network/backstage-plugin-matrix-network-common';

const rows: ContractRowHealth[] = [
  {
    row: 'F3',
    source: 'Synapse (main)',
    destination: 'PostgreSQL (main)',
    ports: 'TCP 5432',
    expectation: 'mustWork',
    why: 'Synapse keeps its data there.',
    policies: ['synapse-main-egress', 'postgresql-access'],
    outcome: 'holds',
    explanation:
      'Allowed by egress rule 1 of synapse-main-egress and ingress rule 1 of postgresql-access.',
    sourceWorkloads: ['synapse-main'],
    destinationWorkloads: ['postgresql'],
  },
  {
    row: 'F4',
    source: 'Synapse (main)',
    destination: 'Redis',
    ports: 'TCP 6379, 26379',
    expectation: 'mustWork',
    why: 'Workers replicate through it.',
    policies: ['synapse-main-egress', 'redis-access'],
    outcome: 'holds',
    explanation: 'Allowed by egress rule 2 of synapse-main-egress.',
    sourceWorkloads: ['synapse-main'],
    destinationWorkloads: ['redis'],
  },
  {
    row: 'F6',
    source: 'Synapse (main)',
    destination: 'key_vault',
    ports: 'TCP 8000',
    expectation: 'mustWork',
    why: 'Recovery keys are kept there.',
    policies: ['synapse-main-egress', 'key-vault-isolation'],
    outcome: 'holds',
    explanation:
      'Allowed by egress rule 4 of synapse-main-egress and ingress rule 1 of key-vault-isolation.',
    sourceWorkloads: ['synapse-main'],
    destinationWorkloads: ['key-vault'],
  },
  {
    row: 'F14',
    source: 'Ingress controller',
    destination: 'Exposed pods',
    ports: 'TCP 8008, 80',
    expectation: 'mustWork',
    why: 'Clients come in through it.',
    policies: ['allow-from-ingress'],
    outcome: 'holds',
    explanation: 'Allowed by ingress rule 1 of allow-from-ingress.',
    sourceWorkloads: ['ingress-nginx'],
    destinationWorkloads: ['synapse-main', 'element-web'],
  },
  {
    row: 'N1',
    source: 'Any other pod',
    destination: 'key_vault',
    ports: 'TCP 8000',
    expectation: 'mustNotWork',
    why: 'Nothing but Synapse (main) may read recovery keys.',
    policies: ['key-vault-isolation', 'default-deny-all'],
    outcome: 'holds',
    explanation: 'Denied: no ingress rule of key-vault-isolation matches.',
    sourceWorkloads: [],
    destinationWorkloads: ['key-vault'],
  },
  {
    row: 'F9',
    source: 'Synapse (main)',
    destination: 'Sygnal',
    ports: 'TCP 5000',
    expectation: 'mustWork',
    why: 'Push notifications.',
    policies: ['sygnal-access'],
    outcome: 'notJudgeable',
    explanation:
      'No pod matches app.kubernetes.io/name=sygnal in namespace matrix.',
    sourceWorkloads: ['synapse-main'],
    destinationWorkloads: ['sygnal'],
  },
];

/** Every flow as it should be. */
export const contractHolds: ContractRowHealth[] = rows;

/** key_vault cut off from Synapse, since its policy is missing and the default denies. */
export const contractViolated: ContractRowHealth[] = rows.map(row =>
  row.row === 'F6'
    ? {
        ...row,
        outcome: 'violated',
        explanation:
          'Denied on the way in: default-deny-all selects key-vault, and no policy allows it.',
      }
    : row,
);
