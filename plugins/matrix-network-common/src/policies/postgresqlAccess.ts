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
import { neighbour, peers, podsOf } from './peers/pods';
import { allowFrom, allowTo, tcp } from './rules';

export const postgresqlAccess = definePolicy({
  name: 'postgresql-access',
  role: 'core',
  purpose:
    'Lets Synapse (main), key_vault, the sync system and the CloudNativePG operator reach the main database, and its instances reach each other, the API server and their backups.',
  contractRows: [
    'F3',
    'F18',
    'F22',
    'F26',
    'F27',
    'F28',
    'F29',
    'F30',
    'F42',
    'N1',
    'N11',
  ],
  isRendered: () => true,
  rules: (spec, facts) => ({
    podSelector: podsOf('postgresql'),
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      ...allowFrom(
        [
          ...peers(spec, 'synapse-main', 'key-vault', 'sync-system'),
          ...(spec.network.liReplicationFromMain
            ? peers(spec, 'postgresql-li')
            : []),
        ],
        tcp(5432),
      ),
      ...allowFrom(
        [...peers(spec, 'postgresql'), neighbour('cnpg-operator')],
        tcp(5432, 8000),
      ),
    ],
    egress: [
      ...allowTo(peers(spec, 'postgresql'), tcp(5432, 8000)),
      ...allowTo(peers(spec, 'minio'), tcp(9000)),
      ...allowToApiServer(spec, facts),
    ],
  }),
});
