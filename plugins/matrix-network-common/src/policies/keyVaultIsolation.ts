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

import { hasWorkload } from '../workloads/workloadsOf';
import { definePolicy } from './definePolicy';
import { peers, podsOf } from './peers/pods';
import { allowFrom, allowTo, tcp } from './rules';

export const keyVaultIsolation = definePolicy({
  name: 'key-vault-isolation',
  role: 'core',
  purpose:
    'Lets Synapse (main) alone reach key_vault, and key_vault reach its database and Redis alone.',
  contractRows: ['F6', 'F18', 'F19', 'F42', 'N3', 'N8', 'N9', 'N10'],
  isRendered: spec => hasWorkload(spec, 'key-vault'),
  rules: spec => ({
    podSelector: podsOf('key-vault'),
    policyTypes: ['Ingress', 'Egress'],
    ingress: allowFrom(peers(spec, 'synapse-main'), tcp(8000)),
    egress: [
      ...allowTo(peers(spec, 'postgresql'), tcp(5432)),
      ...allowTo(peers(spec, 'redis'), tcp(6379)),
    ],
  }),
});
