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
  flow,
  listed,
  mustWork,
  pods,
  udpAndTcp,
  unlabelledPod,
} from '../defineRow';

const everyPod: ContractPeer[] = [
  { kind: 'everyPod', except: ['coturn'] },
  unlabelledPod,
];

export const dnsRows = [
  mustWork({
    id: 'F1',
    why: 'Nothing works without names being resolved.',
    flows: [
      {
        ...flow(everyPod, pods('dns'), listed(...udpAndTcp(53))),
        when: ({ network }) => !network.openShiftDns,
      },
      {
        ...flow(everyPod, pods('dns'), listed(...udpAndTcp(5353))),
        when: ({ network }) => network.openShiftDns,
      },
    ],
    policies: ['allow-dns'],
    origin: 'specification',
  }),
  mustWork({
    id: 'F2',
    why: 'On clusters with NodeLocal DNSCache pods ask the cache of their node.',
    flows: [
      flow(
        everyPod,
        [{ kind: 'addresses', cidr: '169.254.20.10/32' }],
        listed(...udpAndTcp(53)),
      ),
    ],
    policies: ['allow-dns'],
    origin: 'vendor: Kubernetes NodeLocal DNSCache',
    when: ({ network }) => network.nodeLocalDns,
  }),
];
