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
  LabelSelector,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from '../kubernetes/types';
import { selectorText } from './selectorText';
import { list } from './text';

/** Whom a peer of a rule means; undefined: everyone. */
export function peerText(peer: NetworkPolicyPeer | undefined): string {
  if (!peer) {
    return 'everyone';
  }
  const { ipBlock, namespaceSelector, podSelector } = peer;
  if (ipBlock) {
    const { cidr, except = [] } = ipBlock;
    return except.length > 0 ? `${cidr} without ${list(except)}` : cidr;
  }
  const pods = selected('pods', podSelector);
  return namespaceSelector
    ? `${pods} of ${selected('namespaces', namespaceSelector)}`
    : `${pods} of the namespace`;
}

function selected(what: string, selector: LabelSelector | undefined): string {
  const labels = [
    ...Object.keys(selector?.matchLabels ?? {}),
    ...(selector?.matchExpressions ?? []),
  ];
  return labels.length > 0
    ? `${what} with ${selectorText(selector)}`
    : `all ${what}`;
}

/** Which ports a rule means: `TCP 80, TCP 443 to 445 and UDP 53`. */
export function portsText(
  ports: readonly NetworkPolicyPort[] | undefined,
): string {
  return ports && ports.length > 0 ? list(ports.map(portText)) : 'every port';
}

function portText({
  protocol = 'TCP',
  port,
  endPort,
}: NetworkPolicyPort): string {
  const range = endPort === undefined ? port : `${port} to ${endPort}`;
  return range === undefined
    ? `every ${protocol} port`
    : `${protocol} ${range}`;
}
