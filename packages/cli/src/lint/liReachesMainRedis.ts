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
  NetworkPolicy,
  NetworkPolicyPeer,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { admits, podLabelsOf, selects } from './admits';
import { PolicyLint, subjectOf } from './PolicyLint';
import { opensTcp, PlacedRule, portsText, rulesOf } from './rulesOf';

const PORT = 6379;

/** Meant for lawful interception, rather than for everybody. */
function isForLi(peer: NetworkPolicyPeer, namespace: string): boolean {
  return (
    admits(peer, podLabelsOf('synapse-li'), namespace) &&
    !admits(peer, podLabelsOf('synapse-main'), namespace)
  );
}

function opensRedis(
  policy: NetworkPolicy,
  rule: PlacedRule,
  namespace: string,
): boolean {
  if (!opensTcp(rule, PORT, 'redis')) {
    return false;
  }
  const ofRedis = podLabelsOf('redis');
  if (rule.direction === 'ingress') {
    return (
      selects(policy, ofRedis) &&
      rule.peers.some(peer => isForLi(peer, namespace))
    );
  }
  return (
    selects(policy, podLabelsOf('synapse-li')) &&
    !selects(policy, podLabelsOf('synapse-main')) &&
    rule.peers.some(
      peer => peer.podSelector && admits(peer, ofRedis, namespace),
    )
  );
}

/** The way out that is found when Synapse (LI) never leaves its init container. */
export const liReachesMainRedis: PolicyLint = {
  code: 'li-reaches-main-redis',
  about: 'Lawful interception has no way to the Redis of the main instance.',
  run: (policies, { namespace }) =>
    policies.flatMap(({ policy }) =>
      rulesOf(policy)
        .filter(rule => opensRedis(policy, rule, namespace))
        .map(rule => ({
          severity: 'warning',
          subject: subjectOf(policy),
          title: `Policy ${
            policy.metadata.name
          } opens the main Redis to lawful interception on ${portsText(rule)}`,
          cause: `${rule.path} is a way between the two instances, which must have none: whoever holds Synapse (LI) could read and write what goes between the processes of the main one. The usual reason is a Synapse (LI) that is set up for the main Redis and waits for it in an init container, for ever.`,
          remedy:
            'Take the rule out. Synapse (LI) is a single process and needs no Redis: set redis.enabled to false in its homeserver.yaml and drop the init container, or give it a Redis of its own.',
        })),
    ),
};
