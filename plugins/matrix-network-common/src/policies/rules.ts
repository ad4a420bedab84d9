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
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from '../kubernetes/types';

/** TCP ports, in order. */
export function tcp(...ports: number[]): NetworkPolicyPort[] {
  return ports.map(port => ({ protocol: 'TCP', port }));
}

/** DNS asks by UDP, and by TCP when an answer is long. */
export function udpAndTcp(port: number): NetworkPolicyPort[] {
  return [
    { protocol: 'UDP', port },
    { protocol: 'TCP', port },
  ];
}

/** Every port from the first to the last. */
export function udpRange(port: number, endPort: number): NetworkPolicyPort {
  return { protocol: 'UDP', port, endPort };
}

/**
 * An ingress rule, or none when no peer is left: a rule without peers would
 * let everyone in.
 */
export function allowFrom(
  from: readonly NetworkPolicyPeer[],
  ports: readonly NetworkPolicyPort[],
): NetworkPolicyIngressRule[] {
  return from.length > 0 && ports.length > 0 ? [{ from, ports }] : [];
}

/** An egress rule, or none when no peer is left: a rule without peers would let the pod out to everyone. */
export function allowTo(
  to: readonly NetworkPolicyPeer[],
  ports: readonly NetworkPolicyPort[],
): NetworkPolicyEgressRule[] {
  return to.length > 0 && ports.length > 0 ? [{ to, ports }] : [];
}
