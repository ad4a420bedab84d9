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
  CNPG_CLUSTER_LABEL,
  COMPONENT_LABEL,
  MINIO_TENANT_LABEL,
  NAME_LABEL,
} from './labels';
import { Workload } from './types';

const postgresqlPorts: Workload['ports'] = [
  { name: 'postgresql', port: 5432, protocol: 'TCP' },
  { name: 'status', port: 8000, protocol: 'TCP' },
  { name: 'metrics', port: 9187, protocol: 'TCP' },
];

/** Databases, cache and object store. */
export const dataWorkloads: readonly Workload[] = [
  {
    id: 'postgresql',
    title: 'PostgreSQL (main)',
    description: 'The database cluster of the main instance (CloudNativePG).',
    namespace: null,
    podLabels: { [CNPG_CLUSTER_LABEL]: 'matrix-postgresql' },
    selector: { [CNPG_CLUSTER_LABEL]: 'matrix-postgresql' },
    policyLabels: {},
    hostNetwork: false,
    ports: postgresqlPorts,
  },
  {
    id: 'postgresql-li',
    title: 'PostgreSQL (LI)',
    description:
      'The database cluster of the lawful-interception instance (CloudNativePG).',
    namespace: null,
    podLabels: { [CNPG_CLUSTER_LABEL]: 'matrix-postgresql-li' },
    selector: { [CNPG_CLUSTER_LABEL]: 'matrix-postgresql-li' },
    policyLabels: {},
    hostNetwork: false,
    ports: postgresqlPorts,
  },
  {
    id: 'redis',
    title: 'Redis',
    description:
      'Cache and message bus between Synapse processes, with Sentinel in the same pods.',
    namespace: null,
    podLabels: { [NAME_LABEL]: 'redis', [COMPONENT_LABEL]: 'database' },
    selector: { [NAME_LABEL]: 'redis' },
    policyLabels: {},
    hostNetwork: false,
    ports: [
      { name: 'redis', port: 6379, protocol: 'TCP' },
      { name: 'sentinel', port: 26379, protocol: 'TCP' },
    ],
  },
  {
    id: 'minio',
    title: 'MinIO',
    description: 'Object store for media and for database backups.',
    namespace: null,
    podLabels: { [MINIO_TENANT_LABEL]: 'matrix-minio' },
    selector: { [MINIO_TENANT_LABEL]: 'matrix-minio' },
    policyLabels: {},
    hostNetwork: false,
    ports: [
      { name: 's3', port: 9000, protocol: 'TCP' },
      { name: 'console', port: 9090, protocol: 'TCP' },
      { name: 'console-tls', port: 9443, protocol: 'TCP' },
    ],
  },
];
