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

import { Address } from './addresses';
import {
  CompiledPolicy,
  CompiledRule,
  Endpoint,
  peerMatches,
  portMatches,
  portsMatch,
  PortTarget,
} from './compiled';
import {
  DecidingRule,
  Direction,
  DirectionVerdict,
  IsolatingPolicy,
} from './types';

/** The other end of a flow, as one direction of a rule sees it. */
export interface Opposite {
  readonly endpoint: Endpoint;
  readonly address: Address | undefined;
  readonly target: PortTarget;
}

function matchingPeers(
  rule: CompiledRule,
  { endpoint, address }: Opposite,
): (number | undefined)[] {
  if (!rule.peers) {
    return [undefined];
  }
  return rule.peers.flatMap((peer, index) =>
    peerMatches(peer, endpoint, address) ? [index] : [],
  );
}

function decidingRules(
  policy: CompiledPolicy,
  direction: Direction,
  rule: CompiledRule,
  ruleIndex: number,
  opposite: Opposite,
): DecidingRule[] {
  if (!portsMatch(rule, opposite.target)) {
    return [];
  }
  const portIndex = rule.ports?.findIndex(port =>
    portMatches(port, opposite.target),
  );
  const list = direction === 'ingress' ? 'from' : 'to';
  return matchingPeers(rule, opposite).map(peerIndex => ({
    policy: policy.ref,
    ruleIndex,
    peerIndex,
    portIndex,
    path:
      peerIndex === undefined
        ? rule.path
        : `${rule.path}.${list}[${peerIndex}]`,
  }));
}

function misses(
  policy: CompiledPolicy,
  rules: readonly CompiledRule[],
  opposite: Opposite,
): IsolatingPolicy {
  return {
    policy: policy.ref,
    rules: rules.map(rule => {
      const portFits = portsMatch(rule, opposite.target);
      const peerFits = matchingPeers(rule, opposite).length > 0;
      const missing = peerFits ? 'port' : 'peer';
      return {
        path: rule.path,
        mismatch: portFits || peerFits ? missing : 'peerAndPort',
      };
    }),
  };
}

/**
 * What the NetworkPolicies that select a pod say of one direction of a flow.
 * Policies add up: one matching rule of any of them allows.
 *
 * @param selecting - the policies that select the pod and isolate it in this direction
 */
export function networkPolicyVerdict(
  direction: Direction,
  selecting: readonly CompiledPolicy[],
  opposite: Opposite,
): DirectionVerdict {
  if (selecting.length === 0) {
    return { outcome: 'notIsolated', reason: 'noPolicySelects' };
  }
  const by = selecting.flatMap(policy =>
    (policy.rules[direction] ?? []).flatMap((rule, index) =>
      decidingRules(policy, direction, rule, index, opposite),
    ),
  );
  if (by.length > 0) {
    return { outcome: 'allowed', by };
  }
  const refused = selecting.find(({ invalid }) => invalid !== undefined);
  if (refused) {
    const { namespace, name } = refused.ref;
    return {
      outcome: 'undefined',
      why: `policy ${namespace}/${name} is not valid (${refused.invalid}), so what it does cannot be said`,
    };
  }
  return {
    outcome: 'denied',
    by: selecting.map(policy =>
      misses(policy, policy.rules[direction] ?? [], opposite),
    ),
  };
}
