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
  anyAddress,
  apiServer,
  every,
  flow,
  internet,
  mustNotWork,
  otherNamespacesButDns,
  pods,
  udpAndTcp,
  unlabelledPod,
} from '../defineRow';

const keyVault = pods('key-vault');

export const keyVaultIsolationRows = [
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
          { kind: 'everyPod', except: ['synapse-main', 'key-vault'] },
          { kind: 'otherNamespaces', except: [] },
          internet,
          ...anyAddress,
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
          { kind: 'everyPod', except: ['key-vault', 'postgresql', 'redis'] },
        ],
        every(),
      ),
      // Node-local DNS has an address of the node.
      flow(keyVault, anyAddress, every(...udpAndTcp(53))),
      flow(keyVault, [apiServer], { kind: 'endpoint' }),
    ],
    policies: ['key-vault-isolation'],
    origin: 'specification',
  }),
];
