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

import { INSTANCE_LABEL } from '../workloads/labels';
import { hasWorkload } from '../workloads/workloadsOf';
import { definePolicy } from './definePolicy';
import { excludeKeyVault } from './peers/excludeKeyVault';
import { ingressController } from './peers/ingressController';
import { peers } from './peers/pods';
import { allowFrom, allowTo, tcp } from './rules';

/** Selects every LI pod, web pages included; the databases admit Synapse (LI) alone of them. */
export const liInstanceIsolation = definePolicy({
  name: 'li-instance-isolation',
  role: 'core',
  purpose:
    'Lets the lawful-interception instance be reached through the ingress controller alone, and reach its own database and the object store alone.',
  contractRows: ['F16', 'F20', 'F21', 'N1', 'N2', 'N3', 'N4', 'N5'],
  isRendered: spec => hasWorkload(spec, 'synapse-li'),
  rules: (spec, facts) => ({
    podSelector: excludeKeyVault({ [INSTANCE_LABEL]: 'li' }),
    policyTypes: ['Ingress', 'Egress'],
    ingress: allowFrom(ingressController(spec, facts), tcp(80, 8008)),
    egress: [
      ...allowTo(peers(spec, 'postgresql-li'), tcp(5432)),
      ...allowTo(peers(spec, 'minio'), tcp(9000)),
    ],
  }),
});
