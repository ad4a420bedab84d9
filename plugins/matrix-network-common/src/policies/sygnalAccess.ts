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
import { internet } from './peers/internet';
import { peers, podsOf } from './peers/pods';
import { allowFrom, allowTo, tcp } from './rules';

export const sygnalAccess = definePolicy({
  name: 'sygnal-access',
  role: 'companion',
  purpose:
    "Lets Synapse (main) hand push messages to Sygnal, and Sygnal reach Apple's and Google's services.",
  contractRows: ['F9', 'F40'],
  isRendered: spec => hasWorkload(spec, 'sygnal'),
  rules: (spec, facts) => ({
    podSelector: podsOf('sygnal'),
    policyTypes: ['Ingress', 'Egress'],
    ingress: allowFrom(peers(spec, 'synapse-main'), tcp(5000)),
    // APNs also listens on 2197, for networks that inspect 443.
    egress: allowTo(internet(spec, facts), tcp(443, 2197)),
  }),
});
