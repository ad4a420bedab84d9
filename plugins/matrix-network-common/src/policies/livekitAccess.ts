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
import { anyClient } from './peers/anyClient';
import { internet } from './peers/internet';
import { peers, podsOf } from './peers/pods';
import { allowFrom, allowTo, tcp, udpRange } from './rules';

export const livekitAccess = definePolicy({
  name: 'livekit-access',
  role: 'companion',
  purpose:
    'Lets any client send media to LiveKit, and LiveKit reach Redis, STUN servers and clients on the internet.',
  contractRows: ['F36', 'F37', 'F38'],
  isRendered: spec => hasWorkload(spec, 'livekit'),
  rules: (spec, facts) => ({
    podSelector: podsOf('livekit'),
    policyTypes: ['Ingress', 'Egress'],
    ingress: allowFrom(anyClient, [...tcp(7881), udpRange(50000, 60000)]),
    egress: [
      ...allowTo(peers(spec, 'redis'), tcp(6379, 26379)),
      ...allowTo(internet(spec, facts), [udpRange(1, 65535)]),
    ],
  }),
});
