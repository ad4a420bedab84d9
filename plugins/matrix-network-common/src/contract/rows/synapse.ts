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

import { flow, internet, listed, mustWork, pods, tcp } from '../defineRow';

export const synapseRows = [
  mustWork({
    id: 'F3',
    why: 'Synapse keeps everything in its database.',
    flows: [
      flow(pods('synapse-main'), pods('postgresql'), listed(...tcp(5432))),
    ],
    policies: ['synapse-main-egress', 'postgresql-access'],
    origin: 'specification',
  }),
  mustWork({
    id: 'F4',
    why: 'Synapse processes tell each other of changes through Redis, and find its master through Sentinel.',
    flows: [
      flow(pods('synapse-main'), pods('redis'), listed(...tcp(6379, 26379))),
    ],
    policies: ['synapse-main-egress', 'redis-access'],
    origin: 'specification',
  }),
  mustWork({
    id: 'F5',
    why: 'Synapse keeps media in the object store.',
    flows: [flow(pods('synapse-main'), pods('minio'), listed(...tcp(9000)))],
    policies: ['synapse-main-egress', 'minio-access'],
    origin: 'specification',
  }),
  mustWork({
    id: 'F6',
    why: 'Synapse stores and fetches recovery keys.',
    flows: [
      flow(pods('synapse-main'), pods('key-vault'), listed(...tcp(8000))),
    ],
    policies: ['synapse-main-egress', 'key-vault-isolation'],
    origin: 'specification',
  }),
  mustWork({
    id: 'F7',
    why: 'Workers and the main process call each other on the replication port.',
    flows: [
      flow(pods('synapse-main'), pods('synapse-main'), listed(...tcp(9093))),
    ],
    policies: ['synapse-main-egress'],
    origin: "the deployment's worker configuration",
  }),
  mustWork({
    id: 'F8',
    why: 'Federation, key servers, URL previews and push gateways are on the internet.',
    flows: [flow(pods('synapse-main'), [internet], listed(...tcp(443, 8448)))],
    policies: ['synapse-main-egress'],
    origin: 'specification',
  }),
  mustWork({
    id: 'F9',
    why: 'Synapse hands push messages to Sygnal.',
    flows: [flow(pods('synapse-main'), pods('sygnal'), listed(...tcp(5000)))],
    policies: ['synapse-main-egress', 'sygnal-access'],
    origin: "the deployment's source",
  }),
  mustWork({
    id: 'F17',
    why: 'HAProxy spreads requests over Synapse processes and asks for their health.',
    flows: [
      flow(pods('haproxy'), pods('synapse-main'), listed(...tcp(8008, 9090))),
    ],
    policies: ['haproxy-access', 'synapse-main-egress'],
    origin: "the deployment's HAProxy configuration",
  }),
  mustWork({
    id: 'F40',
    why: "Sygnal hands push messages to Apple's (APNs) and Google's (FCM) services.",
    flows: [flow(pods('sygnal'), [internet], listed(...tcp(443, 2197)))],
    policies: ['sygnal-access'],
    origin: "the deployment's source",
  }),
];
