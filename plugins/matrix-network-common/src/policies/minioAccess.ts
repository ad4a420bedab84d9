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

import { definePolicy } from './definePolicy';
import { allowToApiServer } from './peers/apiServer';
import { minioAdmins } from './peers/minioAdmins';
import { neighbour, peers, podsOf } from './peers/pods';
import { allowFrom, allowTo, tcp } from './rules';

/**
 * Both media buckets share these pods and this port: that the LI instance
 * keeps to its own bucket is up to the S3 users' policies.
 */
export const minioAccess = definePolicy({
  name: 'minio-access',
  role: 'core',
  purpose:
    'Lets both Synapse instances, the sync system, database backups and the MinIO operator reach the object store, administrators reach its console, and its pods reach each other and the API server.',
  contractRows: [
    'F5',
    'F21',
    'F24',
    'F29',
    'F31',
    'F32',
    'F33',
    'F34',
    'N13',
    'N20',
  ],
  isRendered: () => true,
  rules: (spec, facts) => ({
    podSelector: podsOf('minio'),
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      ...allowFrom(
        [
          ...peers(
            spec,
            'synapse-main',
            'synapse-li',
            'sync-system',
            'postgresql',
            'postgresql-li',
            'minio',
          ),
          neighbour('minio-operator'),
        ],
        tcp(9000),
      ),
      // 9443 is the console when the tenant has TLS (requestAutoCert).
      ...allowFrom([minioAdmins], tcp(9090, 9443)),
    ],
    egress: [
      ...allowTo(peers(spec, 'minio'), tcp(9000)),
      ...allowToApiServer(spec, facts),
    ],
  }),
});
