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

import { clusterRanges } from '../../policies/peers/clusterRanges';
import { privateRanges } from '../../policies/peers/internet';
import { rangeText } from '../../policies/peers/ranges';
import { NetworkSnapshot } from '../../snapshot/NetworkSnapshot';
import { StackSpec } from '../../spec/StackSpec';

/** Blocks of addresses, and a few of them that stand for all where a flow must work. */
export interface AddressRanges {
  cidrs: readonly string[];
  samples: readonly string[];
}

/** The unicast space without private, shared, link-local and test ranges. */
export const internetRanges: AddressRanges = {
  cidrs: [
    ...['1.0.0.0/8', '2.0.0.0/7', '4.0.0.0/6', '8.0.0.0/7', '11.0.0.0/8'],
    ...['12.0.0.0/6', '16.0.0.0/4', '32.0.0.0/3', '64.0.0.0/3', '96.0.0.0/6'],
    ...['100.0.0.0/10', '100.128.0.0/9', '101.0.0.0/8', '102.0.0.0/7'],
    ...['104.0.0.0/5', '112.0.0.0/5', '120.0.0.0/6', '124.0.0.0/7'],
    ...['126.0.0.0/8', '128.0.0.0/3', '160.0.0.0/5', '168.0.0.0/8'],
    ...['170.0.0.0/7', '172.0.0.0/12', '172.32.0.0/11', '172.64.0.0/10'],
    ...['172.128.0.0/9', '173.0.0.0/8', '174.0.0.0/7', '176.0.0.0/4'],
    ...['169.0.0.0/9', '169.128.0.0/10', '169.192.0.0/11', '169.224.0.0/12'],
    ...['169.240.0.0/13', '169.248.0.0/14', '169.252.0.0/15', '169.255.0.0/16'],
    ...['192.1.0.0/16', '192.2.0.0/15', '192.4.0.0/14', '192.8.0.0/13'],
    ...['192.16.0.0/12', '192.32.0.0/11', '192.64.0.0/10', '192.128.0.0/11'],
    ...['192.160.0.0/13', '192.169.0.0/16', '192.170.0.0/15', '192.172.0.0/14'],
    ...['192.176.0.0/12', '192.192.0.0/10', '198.0.0.0/12', '198.16.0.0/15'],
    ...['198.20.0.0/14', '198.24.0.0/13', '198.32.0.0/11', '198.64.0.0/10'],
    ...[
      '198.128.0.0/9',
      '193.0.0.0/8',
      '194.0.0.0/7',
      '196.0.0.0/7',
      '199.0.0.0/8',
    ],
    ...['200.0.0.0/5', '208.0.0.0/4', '2000::/3'],
  ],
  samples: ['1.1.1.1', '8.8.8.8', '185.199.108.153', '2606:4700:4700::1111'],
};

/** Private, shared and link-local ranges, and the cluster's own. */
export function privateAddressRanges(
  snapshot: NetworkSnapshot,
  spec: StackSpec,
): AddressRanges {
  const cluster = (['podCidrs', 'serviceCidrs', 'nodeCidrs'] as const).flatMap(
    field => clusterRanges(field, spec, snapshot.facts).map(rangeText),
  );
  return {
    cidrs: [...privateRanges, ...cluster],
    samples: ['10.0.0.1', '172.16.0.1', '192.168.0.1', 'fd00::1'],
  };
}

export const anyAddressRanges: AddressRanges = {
  cidrs: ['0.0.0.0/0', '::/0'],
  samples: [...internetRanges.samples, '192.168.0.1'],
};
