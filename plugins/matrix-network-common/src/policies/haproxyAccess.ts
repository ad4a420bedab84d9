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

/** Its way in is `allow-from-ingress`, by the label on its pods. */
export const haproxyAccess = definePolicy({
  name: 'haproxy-access',
  role: 'companion',
  purpose:
    'Lets HAProxy reach Synapse (main), its health port included, and the content scanner.',
  contractRows: ['F10', 'F17'],
  isRendered: spec => hasWorkload(spec, 'haproxy'),
  rules: spec => ({
    podSelector: podsOf('haproxy'),
    policyTypes: ['Egress'],
    egress: [
      ...allowTo(peers(spec, 'synapse-main'), tcp(8008, 9090)),
      ...allowTo(peers(spec, 'content-scanner'), tcp(8080)),
    ],
  }),
});
