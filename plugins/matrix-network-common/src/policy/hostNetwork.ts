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

import { Endpoint } from './compiled';
import { describeEndpoint } from './sentence';
import { PolicyNode } from './types';

/**
 * Why the API leaves a flow with this end undefined; undefined when it does not.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods
 */
export function whyUndefined(
  endpoint: Endpoint,
  nodeOfAddress: ReadonlyMap<bigint, PolicyNode>,
): string | undefined {
  if (endpoint.kind === 'pod') {
    return endpoint.pod.hostNetwork
      ? `pod ${describeEndpoint(
          endpoint,
        )} is on its node's network, where the behaviour of NetworkPolicy is not defined: most network plugins treat it as the node`
      : undefined;
  }
  const [{ position, text }] = endpoint.addresses;
  const node = nodeOfAddress.get(position);
  return node === undefined
    ? undefined
    : `${text} is an address of node ${node.name}: a pod's own node always reaches it, and whether an ipBlock matches other nodes depends on the network plugin`;
}
