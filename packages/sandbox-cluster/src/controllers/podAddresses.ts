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

import ipaddr from 'ipaddr.js';
import { Node, Pod } from './kinds';

/** The first address of a node of the given type. */
export function nodeAddress(node: Node): string | undefined {
  return node.status?.addresses?.find(({ type }) => type === 'InternalIP')
    ?.address;
}

/**
 * The address a pod gets on its node: the node's own for `hostNetwork`, else the
 * lowest of the node's pod range that no pod has. Undefined when the range is full.
 */
export function addressFor(
  pod: Pod,
  node: Node,
  pods: readonly Pod[],
): string | undefined {
  if (pod.spec.hostNetwork) {
    return nodeAddress(node);
  }
  const taken = new Set(pods.map(({ status }) => status?.podIP));
  const [network, bits] = ipaddr.parseCIDR(
    node.spec.podCIDR ?? '10.244.0.0/24',
  );
  const bytes = network.toByteArray();
  const size = 2 ** (bytes.length * 8 - bits);
  // The first two addresses are the network's and the node's bridge; 250 pods a node are plenty.
  for (let offset = 2; offset < Math.min(size - 1, 252); offset += 1) {
    const candidate = ipaddr
      .fromByteArray([...bytes.slice(0, -1), bytes[bytes.length - 1] + offset])
      .toString();
    if (!taken.has(candidate)) {
      return candidate;
    }
  }
  return undefined;
}
