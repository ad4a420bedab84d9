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

import { NetworkPolicyPeer } from '../../kubernetes/types';
import { StackSpec } from '../../spec/StackSpec';
import { ClusterFacts } from '../../stack/types';
import { clusterRanges } from './clusterRanges';
import { contains, parseRange, rangeText, widest } from './ranges';

/**
 * Private (RFC 1918, RFC 4193), shared (RFC 6598) and link-local ranges. The
 * last hold the clouds' metadata services.
 */
export const privateRanges = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
];

/**
 * The internet as peers: all of IPv4 and IPv6 but the private ranges and the
 * cluster's own, of which some clusters have public ones.
 */
export function internet(
  spec: StackSpec,
  facts: ClusterFacts,
): NetworkPolicyPeer[] {
  const inside = widest(
    [
      ...privateRanges.map(parseRange),
      ...clusterRanges('podCidrs', spec, facts),
      ...clusterRanges('serviceCidrs', spec, facts),
      ...clusterRanges('nodeCidrs', spec, facts),
    ]
      // The API server refuses an exception that is not smaller than its block.
      .filter(([, length]) => length > 0),
  );
  return ['0.0.0.0/0', '::/0'].map(cidr => {
    const block = parseRange(cidr);
    return {
      ipBlock: {
        cidr,
        except: inside.filter(range => contains(block, range)).map(rangeText),
      },
    };
  });
}
