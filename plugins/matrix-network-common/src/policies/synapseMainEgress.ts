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
import { internet } from './peers/internet';
import { peers, podsOf } from './peers/pods';
import { allowFrom, allowTo, tcp } from './rules';

/**
 * The name is the specification's; it has ingress rules too, since the main
 * process and the workers call each other on the replication port, and others
 * call them.
 */
export const synapseMainEgress = definePolicy({
  name: 'synapse-main-egress',
  role: 'core',
  purpose:
    'Lets Synapse (main) reach its database, Redis, media, key_vault and other homeservers on the internet, its processes reach each other, and HAProxy and the content scanner reach it.',
  contractRows: [
    'F3',
    'F4',
    'F5',
    'F6',
    'F7',
    'F8',
    'F9',
    'F10',
    'F12',
    'F17',
    'N7',
    'N15',
  ],
  isRendered: () => true,
  rules: (spec, facts) => ({
    podSelector: podsOf('synapse-main'),
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      ...allowFrom(peers(spec, 'synapse-main'), tcp(9093)),
      ...allowFrom(peers(spec, 'haproxy'), tcp(8008, 9090)),
      ...allowFrom(peers(spec, 'content-scanner'), tcp(8008)),
    ],
    egress: [
      ...allowTo(peers(spec, 'postgresql'), tcp(5432)),
      ...allowTo(peers(spec, 'redis'), tcp(6379, 26379)),
      ...allowTo(peers(spec, 'minio'), tcp(9000)),
      ...allowTo(peers(spec, 'key-vault'), tcp(8000)),
      ...allowTo(peers(spec, 'synapse-main'), tcp(9093)),
      ...allowTo(peers(spec, 'sygnal'), tcp(5000)),
      ...allowTo(peers(spec, 'content-scanner'), tcp(8080)),
      ...allowTo(internet(spec, facts), tcp(443, 8448)),
    ],
  }),
});
