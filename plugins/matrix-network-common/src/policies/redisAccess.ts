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
import { peers, podsOf } from './peers/pods';
import { allowFrom, allowTo, tcp } from './rules';

export const redisAccess = definePolicy({
  name: 'redis-access',
  role: 'core',
  purpose:
    'Lets Synapse (main), key_vault, LiveKit and the sync system reach Redis, and Redis pods reach each other for replication and failover.',
  contractRows: ['F4', 'F19', 'F25', 'F35', 'F36', 'N2', 'N12', 'N20'],
  isRendered: () => true,
  rules: spec => ({
    podSelector: podsOf('redis'),
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      ...allowFrom(
        peers(spec, 'synapse-main', 'livekit', 'redis'),
        tcp(6379, 26379),
      ),
      // These two know the master's address and never ask Sentinel.
      ...allowFrom(peers(spec, 'key-vault', 'sync-system'), tcp(6379)),
    ],
    egress: allowTo(peers(spec, 'redis'), tcp(6379, 26379)),
  }),
});
