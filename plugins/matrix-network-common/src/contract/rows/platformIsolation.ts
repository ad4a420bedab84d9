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

import { ContractPeer } from '../ContractRow';
import {
  anyAddress,
  every,
  flow,
  fromIngress,
  ingressOnHostNetwork,
  listed,
  mediaPorts,
  mustNotWork,
  pods,
  tcp,
  unlabelledPod,
} from '../defineRow';

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

export const platformIsolationRows = [
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
      {
        ...flow(
          anyAddress,
          [{ kind: 'everyPod', except: ['coturn', 'livekit'] }, unlabelledPod],
          every(),
        ),
        when: (spec, installed) => !ingressOnHostNetwork(spec, installed),
      },
      {
        // The ingress controller is known by its node's address there.
        ...flow(anyAddress, unexposed, every()),
        when: ingressOnHostNetwork,
      },
    ],
    policies: ['default-deny-all'],
    origin: 'specification',
  }),
];
