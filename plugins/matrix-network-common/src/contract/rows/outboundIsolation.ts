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
  listed,
  mustNotWork,
  otherNamespacesButDns,
  pods,
  tcp,
} from '../defineRow';

export const outboundIsolationRows = [
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
];
