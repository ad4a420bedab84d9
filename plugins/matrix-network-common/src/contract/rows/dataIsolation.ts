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

import {
  every,
  flow,
  internet,
  liPods,
  listed,
  mustNotWork,
  pods,
  tcp,
  unlabelledPod,
} from '../defineRow';

const databases = pods('postgresql', 'postgresql-li');

export const dataIsolationRows = [
  mustNotWork({
    id: 'N11',
    why: 'Databases have no default access.',
    flows: [
      flow(
        [
          unlabelledPod,
          ...pods(
            'element-web',
            'sygnal',
            'content-scanner',
            'clamav',
            'livekit',
            'acme-solver',
          ),
        ],
        databases,
        listed(...tcp(5432)),
      ),
    ],
    policies: ['postgresql-access', 'postgresql-li-access', 'default-deny-all'],
    origin: 'specification',
  }),
  mustNotWork({
    id: 'N12',
    why: 'Redis holds sessions and the traffic between Synapse processes.',
    flows: [
      flow(
        [
          unlabelledPod,
          ...liPods,
          ...pods('content-scanner', 'clamav', 'sygnal', 'element-web'),
        ],
        pods('redis'),
        listed(...tcp(6379, 26379)),
      ),
    ],
    policies: ['redis-access'],
    origin: 'specification',
  }),
  mustNotWork({
    id: 'N13',
    why: 'The object store holds media and database backups.',
    flows: [
      flow(
        [
          unlabelledPod,
          ...pods('key-vault', 'livekit', 'redis', 'content-scanner', 'clamav'),
        ],
        pods('minio'),
        listed(...tcp(9000)),
      ),
    ],
    policies: ['minio-access'],
    origin: 'specification',
  }),
  mustNotWork({
    id: 'N20',
    why: 'Data stores and the virus scanner have no business on the internet; signatures come by HTTPS.',
    flows: [
      flow(pods('redis', 'minio'), [internet], every()),
      flow(pods('clamav'), [internet], every(...tcp(443))),
    ],
    policies: [
      'default-deny-all',
      'redis-access',
      'minio-access',
      'antivirus-access',
    ],
    origin: 'derived',
  }),
];
