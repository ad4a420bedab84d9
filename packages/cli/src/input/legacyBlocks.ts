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
  legacyNotation,
  NetworkPolicy,
  NetworkPolicyPeer,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** A CIDR block that older API servers take and newer ones do not. */
export interface LegacyBlock {
  path: string;
  cidr: string;
  message: string;
}

const messages = {
  hostBits: 'has bits set behind its prefix, which count for nothing',
  leadingZeros: 'has leading zeros, which count for nothing',
  ipv4Mapped: 'is an IPv4 block in IPv6 notation',
} as const;

function blocksOf(
  path: string,
  peers: readonly NetworkPolicyPeer[] = [],
): { path: string; cidr: string }[] {
  return peers.flatMap(({ ipBlock }, index) => {
    const at = `${path}[${index}].ipBlock`;
    return ipBlock
      ? [
          { path: `${at}.cidr`, cidr: ipBlock.cidr },
          ...(ipBlock.except ?? []).map((cidr, nth) => ({
            path: `${at}.except[${nth}]`,
            cidr,
          })),
        ]
      : [];
  });
}

/** The blocks of a policy that Kubernetes 1.36 and later refuse in new policies. */
export function legacyBlocks({ spec }: NetworkPolicy): LegacyBlock[] {
  const blocks = [
    ...(spec.ingress ?? []).flatMap(({ from }, index) =>
      blocksOf(`spec.ingress[${index}].from`, from),
    ),
    ...(spec.egress ?? []).flatMap(({ to }, index) =>
      blocksOf(`spec.egress[${index}].to`, to),
    ),
  ];
  return blocks.flatMap(({ path, cidr }) => {
    const notation = legacyNotation(cidr);
    return notation
      ? [
          {
            path,
            cidr,
            message: `"${cidr}" ${messages[notation]}; Kubernetes 1.36 and later refuse it in new policies`,
          },
        ]
      : [];
  });
}
