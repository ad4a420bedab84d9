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

import { flow, listed, mustWork, pods, tcp } from '../defineRow';

export const lawfulInterceptionRows = [
  mustWork({
    id: 'F20',
    why: 'Synapse (LI) reads its own database.',
    flows: [
      flow(pods('synapse-li'), pods('postgresql-li'), listed(...tcp(5432))),
    ],
    policies: ['li-instance-isolation', 'postgresql-li-access'],
    origin: 'specification',
  }),
  mustWork({
    id: 'F21',
    why: 'Synapse (LI) reads media from its own bucket.',
    flows: [flow(pods('synapse-li'), pods('minio'), listed(...tcp(9000)))],
    policies: ['li-instance-isolation', 'minio-access'],
    origin: 'specification',
  }),
  mustWork({
    id: 'F22',
    why: 'The sync system sets up the publication and reads the main database.',
    flows: [
      flow(pods('sync-system'), pods('postgresql'), listed(...tcp(5432))),
    ],
    policies: ['sync-system-access', 'postgresql-access'],
    origin: 'specification',
  }),
  mustWork({
    id: 'F23',
    why: 'The sync system sets up the subscription and asks how far it lags.',
    flows: [
      flow(pods('sync-system'), pods('postgresql-li'), listed(...tcp(5432))),
    ],
    policies: ['sync-system-access', 'postgresql-li-access'],
    origin: 'specification',
  }),
  mustWork({
    id: 'F24',
    why: 'The sync system copies media from the main bucket to the LI bucket.',
    flows: [flow(pods('sync-system'), pods('minio'), listed(...tcp(9000)))],
    policies: ['sync-system-access', 'minio-access'],
    origin: 'specification',
  }),
  mustWork({
    id: 'F25',
    why: 'The sync system coordinates its runs through Redis.',
    flows: [flow(pods('sync-system'), pods('redis'), listed(...tcp(6379)))],
    policies: ['sync-system-access', 'redis-access'],
    origin: "the deployment's source",
  }),
  mustWork({
    id: 'F30',
    why: 'With native replication the LI database dials the main one. Off unless the spec asks for it.',
    flows: [
      flow(pods('postgresql-li'), pods('postgresql'), listed(...tcp(5432))),
    ],
    policies: ['postgresql-li-access', 'postgresql-access'],
    origin: "the deployment's replication design",
    when: ({ network }) => network.liReplicationFromMain,
  }),
];
