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
import { allowTo, tcp } from './rules';

/** Egress only: nothing connects to the sync system. */
export const syncSystemAccess = definePolicy({
  name: 'sync-system-access',
  role: 'core',
  purpose:
    'Lets the sync system reach both databases, the object store and Redis, and nothing else.',
  contractRows: ['F22', 'F23', 'F24', 'F25', 'F42', 'N14'],
  isRendered: spec => hasWorkload(spec, 'sync-system'),
  rules: spec => ({
    podSelector: podsOf('sync-system'),
    policyTypes: ['Egress'],
    egress: [
      ...allowTo(peers(spec, 'postgresql', 'postgresql-li'), tcp(5432)),
      ...allowTo(peers(spec, 'minio'), tcp(9000)),
      ...allowTo(peers(spec, 'redis'), tcp(6379)),
    ],
  }),
});
