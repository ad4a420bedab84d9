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

import { minioAdminLabels } from '../../policies/peers/minioAdmins';
import { apiServer, flow, listed, mustWork, pods, tcp } from '../defineRow';

export const dataRows = [
  mustWork({
    id: 'F26',
    why: 'PostgreSQL instances replicate from each other and ask each other whether the primary is cut off.',
    flows: [
      flow(pods('postgresql'), pods('postgresql'), listed(...tcp(5432, 8000))),
      flow(
        pods('postgresql-li'),
        pods('postgresql-li'),
        listed(...tcp(5432, 8000)),
      ),
    ],
    policies: ['postgresql-access', 'postgresql-li-access'],
    origin: 'vendor: CloudNativePG',
  }),
  mustWork({
    id: 'F27',
    why: 'The CloudNativePG operator reads status and does failover, backup and upgrade.',
    flows: [
      flow(
        pods('cnpg-operator'),
        pods('postgresql', 'postgresql-li'),
        listed(...tcp(5432, 8000)),
      ),
    ],
    policies: ['postgresql-access', 'postgresql-li-access'],
    origin: 'vendor: CloudNativePG',
  }),
  mustWork({
    id: 'F28',
    why: 'The instance manager in each PostgreSQL pod watches its Cluster, leases and Secrets.',
    flows: [
      flow(pods('postgresql', 'postgresql-li'), [apiServer], {
        kind: 'endpoint',
      }),
    ],
    policies: ['postgresql-access', 'postgresql-li-access'],
    origin: 'vendor: CloudNativePG',
  }),
  mustWork({
    id: 'F29',
    why: 'PostgreSQL pods archive their logs and base backups in the object store.',
    flows: [
      flow(
        pods('postgresql', 'postgresql-li'),
        pods('minio'),
        listed(...tcp(9000)),
      ),
    ],
    policies: ['postgresql-access', 'postgresql-li-access', 'minio-access'],
    origin: 'specification',
  }),
  mustWork({
    id: 'F31',
    why: 'MinIO pods keep the pieces of an object between them.',
    flows: [flow(pods('minio'), pods('minio'), listed(...tcp(9000)))],
    policies: ['minio-access'],
    origin: "the deployment's source",
  }),
  mustWork({
    id: 'F32',
    why: 'The sidecar in each MinIO pod reads the Tenant and its Secret.',
    flows: [flow(pods('minio'), [apiServer], { kind: 'endpoint' })],
    policies: ['minio-access'],
    origin: 'vendor: MinIO operator',
  }),
  mustWork({
    id: 'F33',
    why: 'The MinIO operator asks for health and makes users and buckets.',
    flows: [flow(pods('minio-operator'), pods('minio'), listed(...tcp(9000)))],
    policies: ['minio-access'],
    origin: 'vendor: MinIO operator',
  }),
  mustWork({
    id: 'F34',
    why: "Administrators use MinIO's console. Their pod's own way out is for a policy of theirs.",
    flows: [
      flow(
        [
          {
            kind: 'pods',
            podLabels: minioAdminLabels,
            title: 'administrators (role=admin)',
          },
        ],
        pods('minio'),
        listed(...tcp(9090, 9443)),
      ),
    ],
    policies: ['minio-access'],
    origin: 'specification',
  }),
  mustWork({
    id: 'F35',
    why: 'Redis pods replicate, and Sentinels agree on a failover.',
    flows: [flow(pods('redis'), pods('redis'), listed(...tcp(6379, 26379)))],
    policies: ['redis-access'],
    origin: "the deployment's source",
  }),
];
