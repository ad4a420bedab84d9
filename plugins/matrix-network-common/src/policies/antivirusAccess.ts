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

import { COMPONENT_LABEL } from '../workloads/labels';
import { hasWorkload } from '../workloads/workloadsOf';
import { definePolicy } from './definePolicy';
import { excludeKeyVault } from './peers/excludeKeyVault';
import { internet } from './peers/internet';
import { peers } from './peers/pods';
import { allowFrom, allowTo, tcp } from './rules';

/** Selects ClamAV and the content scanner alike: one policy has one selector. */
export const antivirusAccess = definePolicy({
  name: 'antivirus-access',
  role: 'core',
  purpose:
    'Lets Synapse (main) and HAProxy ask the content scanner, the scanner ask ClamAV and fetch media from Synapse, and ClamAV fetch signatures.',
  contractRows: ['F10', 'F11', 'F12', 'F13', 'N20'],
  isRendered: spec => hasWorkload(spec, 'clamav'),
  rules: (spec, facts) => ({
    podSelector: excludeKeyVault({ [COMPONENT_LABEL]: 'antivirus' }),
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      ...allowFrom(peers(spec, 'content-scanner'), tcp(3310)),
      ...allowFrom(peers(spec, 'synapse-main', 'haproxy'), tcp(8080)),
    ],
    egress: [
      ...allowTo(peers(spec, 'clamav'), tcp(3310)),
      ...allowTo(peers(spec, 'synapse-main'), tcp(8008)),
      ...allowTo(internet(spec, facts), tcp(443)),
    ],
  }),
});
