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
  apiServer,
  every,
  flow,
  internet,
  liPods,
  listed,
  mustNotWork,
  otherNamespacesButDns,
  pods,
  tcp,
} from '../defineRow';

const keyVault = pods('key-vault');

export const lawfulInterceptionIsolationRows = [
  mustNotWork({
    id: 'N1',
    why: "Lawful interception must not reach the main instance's data.",
    flows: [flow(liPods, pods('postgresql'), listed(...tcp(5432)))],
    policies: ['li-instance-isolation', 'postgresql-access'],
    origin: 'specification',
  }),
  mustNotWork({
    id: 'N2',
    why: "Lawful interception must not reach the main instance's Redis.",
    flows: [flow(liPods, pods('redis'), listed(...tcp(6379, 26379)))],
    policies: ['li-instance-isolation', 'redis-access'],
    origin: 'specification',
  }),
  mustNotWork({
    id: 'N3',
    why: 'Lawful interception must not reach recovery keys.',
    flows: [flow(liPods, keyVault, every())],
    policies: ['li-instance-isolation', 'key-vault-isolation'],
    origin: 'specification',
  }),
  mustNotWork({
    id: 'N4',
    why: 'Lawful interception must not reach services of the main instance.',
    flows: [
      flow(
        liPods,
        pods('synapse-main', 'haproxy', 'livekit', 'sygnal', 'content-scanner'),
        every(),
      ),
    ],
    policies: ['li-instance-isolation'],
    origin: 'specification',
  }),
  mustNotWork({
    id: 'N5',
    why: 'Lawful interception must not reach anything outside its namespace but DNS.',
    flows: [
      flow(liPods, [internet, otherNamespacesButDns], every()),
      flow(liPods, [apiServer], { kind: 'endpoint' }),
    ],
    policies: ['li-instance-isolation'],
    origin: 'specification',
  }),
  mustNotWork({
    id: 'N6',
    why: "Lawful interception must not read the main instance's bucket.",
    flows: [flow(liPods, pods('minio'), listed(...tcp(9000)))],
    policies: [],
    origin: 'specification',
    limit:
      'Both buckets are behind the same pods and the same port, so no NetworkPolicy can tell them apart: an S3 user of its own, with a policy for its bucket alone, decides.',
  }),
  mustNotWork({
    id: 'N7',
    why: 'The main instance must not reach the lawful-interception database.',
    flows: [
      flow(
        pods(
          'synapse-main',
          'haproxy',
          'key-vault',
          'livekit',
          'content-scanner',
          'clamav',
          'element-web',
          'sygnal',
          'redis',
          'minio',
        ),
        pods('postgresql-li'),
        listed(...tcp(5432)),
      ),
    ],
    policies: ['postgresql-li-access', 'synapse-main-egress'],
    origin: 'specification',
  }),
];
