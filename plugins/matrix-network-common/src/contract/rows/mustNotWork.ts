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

import { ContractPeer, ContractRow } from '../ContractRow';
import {
  apiServer,
  every,
  flow,
  fromIngress,
  internet,
  liPods,
  listed,
  mediaPorts,
  mustNotWork,
  otherNamespacesButDns,
  pods,
  tcp,
  unlabelledPod,
} from '../defineRow';

const keyVault = pods('key-vault');
const databases = pods('postgresql', 'postgresql-li');

/** Ports of which Prometheus may use each, where a pod carries the scrape label. */
const metricsPorts = tcp(7880, 8404, 9000, 9090, 9121, 9187);

/** Pods that no Ingress leads to. */
const unexposed: ContractPeer[] = [
  ...databases,
  ...pods(
    'redis',
    'minio',
    'key-vault',
    'sygnal',
    'content-scanner',
    'clamav',
    'sync-system',
  ),
  unlabelledPod,
];

/** @public */
export const mustNotWorkRows: readonly ContractRow[] = [
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
  mustNotWork({
    id: 'N8',
    why: 'A pod that nobody knows must not reach recovery keys.',
    flows: [flow([unlabelledPod], keyVault, every())],
    policies: ['key-vault-isolation', 'default-deny-all'],
    origin: 'specification',
  }),
  mustNotWork({
    id: 'N9',
    why: 'key_vault is accessible from Synapse (main) only, whatever labels its pods carry.',
    flows: [
      flow(
        [
          ...pods(
            'prometheus',
            'ingress-nginx',
            'haproxy',
            'element-web',
            'livekit',
            'sygnal',
            'content-scanner',
            'clamav',
            'sync-system',
            'postgresql',
            'postgresql-li',
            'redis',
            'minio',
            'acme-solver',
          ),
          { kind: 'otherNamespaces', except: [] },
          internet,
        ],
        keyVault,
        every(),
      ),
    ],
    policies: [
      'key-vault-isolation',
      'allow-from-ingress',
      'allow-prometheus-scraping',
    ],
    origin: 'specification',
  }),
  mustNotWork({
    id: 'N10',
    why: 'key_vault must not give anything away: it reaches its database, Redis and DNS only.',
    flows: [
      flow(
        keyVault,
        [
          internet,
          otherNamespacesButDns,
          ...pods('postgresql-li', 'minio', 'synapse-main'),
        ],
        every(),
      ),
      flow(keyVault, [apiServer], { kind: 'endpoint' }),
    ],
    policies: ['key-vault-isolation'],
    origin: 'specification',
  }),
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
    id: 'N14',
    why: 'The sync system touches both instances, so it reaches what it copies and nothing else.',
    flows: [
      flow(
        pods('sync-system'),
        [...pods('key-vault', 'synapse-main'), internet],
        every(),
      ),
      flow(pods('sync-system'), [apiServer], { kind: 'endpoint' }),
    ],
    policies: ['sync-system-access'],
    origin: 'specification',
  }),
  mustNotWork({
    id: 'N15',
    why: "Names in federation are anyone's to choose: they must not lead Synapse to private networks or a cloud's metadata service.",
    flows: [
      flow(
        pods('synapse-main'),
        [{ kind: 'privateAddresses' }],
        listed(...tcp(443, 8448)),
      ),
    ],
    policies: ['synapse-main-egress'],
    origin:
      'derived from the specification; vendor: Synapse ip_range_blocklist',
  }),
  mustNotWork({
    id: 'N16',
    why: 'ACME solvers answer challenges; they have nothing to ask but DNS.',
    flows: [
      flow(
        pods('acme-solver'),
        [
          { kind: 'everyPod', except: ['coturn', 'acme-solver'] },
          otherNamespacesButDns,
          internet,
        ],
        every(),
      ),
    ],
    policies: ['default-deny-all'],
    origin: 'derived',
  }),
  mustNotWork({
    id: 'N17',
    why: 'The ingress controller reaches what is exposed, on its HTTP ports, and no database.',
    flows: [
      ...fromIngress(unexposed, every()),
      ...fromIngress(
        pods(
          'haproxy',
          'synapse-main',
          'element-web',
          'livekit',
          'acme-solver',
        ),
        listed(...tcp(5432, 6379, 9000, 26379)),
      ),
    ],
    policies: ['allow-from-ingress'],
    origin: 'specification',
  }),
  mustNotWork({
    id: 'N18',
    why: 'Prometheus reaches metrics and nothing else.',
    flows: [
      flow(
        pods('prometheus'),
        pods(
          'synapse-main',
          'synapse-li',
          'postgresql',
          'postgresql-li',
          'minio',
          'redis',
          'haproxy',
          'sygnal',
          'content-scanner',
        ),
        every(...metricsPorts),
      ),
      flow(
        pods('prometheus'),
        pods('livekit'),
        every(...metricsPorts, ...mediaPorts),
      ),
      flow(
        pods('prometheus'),
        [
          ...pods(
            'key-vault',
            'element-web',
            'clamav',
            'sync-system',
            'acme-solver',
          ),
          unlabelledPod,
        ],
        every(),
      ),
    ],
    policies: ['allow-prometheus-scraping'],
    origin: 'specification',
  }),
  mustNotWork({
    id: 'N19',
    why: 'The namespace is closed to the rest of the cluster. LiveKit takes media from any client, wherever it is.',
    flows: [
      flow(
        [
          {
            kind: 'otherNamespaces',
            except: [
              'ingress-nginx',
              'cnpg-operator',
              'minio-operator',
              'prometheus',
            ],
          },
        ],
        [{ kind: 'everyPod', except: ['coturn', 'livekit'] }, unlabelledPod],
        every(),
      ),
      flow(
        [{ kind: 'otherNamespaces', except: ['ingress-nginx', 'prometheus'] }],
        pods('livekit'),
        every(...mediaPorts),
      ),
    ],
    policies: ['default-deny-all'],
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
