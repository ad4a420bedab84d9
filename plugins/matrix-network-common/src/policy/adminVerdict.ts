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
  AdminRule,
  CompiledAdminPolicy,
  peerMatches,
  peerMayMatch,
  portMatches,
  portsMatch,
} from './compiled';
import { Opposite } from './networkPolicyVerdict';
import { describePolicy } from './sentence';
import { DecidingRule, Direction, DirectionVerdict } from './types';

type Decision =
  | { kind: 'none' }
  | { kind: 'decided'; action: AdminRule['action']; rule: DecidingRule }
  | { kind: 'unknowable'; why: string };

/** The first rule of a policy that matches decides, whatever it says. */
function decide(
  { ref, rules, invalid }: CompiledAdminPolicy,
  direction: Direction,
  { endpoint, address, target }: Opposite,
): Decision {
  if (invalid !== undefined) {
    const why = `${describePolicy(
      ref,
    )} is not valid (${invalid}), so what it does cannot be said`;
    return { kind: 'unknowable', why };
  }
  const list = direction === 'ingress' ? 'from' : 'to';
  for (const [ruleIndex, rule] of rules[direction].entries()) {
    if (portsMatch(rule, target)) {
      const peers = rule.peers ?? [];
      const peerIndex = peers.findIndex(peer =>
        peerMatches(peer, endpoint, address),
      );
      if (peerIndex >= 0) {
        const portIndex = rule.ports?.findIndex(port =>
          portMatches(port, target),
        );
        const path = `${rule.path}.${list}[${peerIndex}]`;
        return {
          kind: 'decided',
          action: rule.action,
          rule: { policy: ref, ruleIndex, peerIndex, portIndex, path },
        };
      }
      if (peers.some(peer => peerMayMatch(peer, endpoint))) {
        const why = `${describePolicy(ref)} ${
          rule.path
        } names nodes or domain names, which cannot be held against an address`;
        return { kind: 'unknowable', why };
      }
    }
  }
  return { kind: 'none' };
}

/** Policies of one priority: where they differ, the network plugin may choose. */
function decideTogether(
  policies: readonly CompiledAdminPolicy[],
  direction: Direction,
  opposite: Opposite,
): Decision {
  const decisions = policies
    .map(policy => decide(policy, direction, opposite))
    .filter(({ kind }) => kind !== 'none');
  const [first, ...others] = decisions;
  if (!first) {
    return { kind: 'none' };
  }
  const unknowable = decisions.find(({ kind }) => kind === 'unknowable');
  if (unknowable) {
    return unknowable;
  }
  const contradicts = others.some(
    other =>
      first.kind === 'decided' &&
      other.kind === 'decided' &&
      other.action !== first.action,
  );
  return contradicts
    ? {
        kind: 'unknowable',
        why: `AdminNetworkPolicies of the same priority ${policies[0].priority} contradict each other, and which of them wins is not defined`,
      }
    : first;
}

/** Policies in the order in which they are asked, those of one priority together. */
export function byPriority(
  policies: readonly CompiledAdminPolicy[],
): CompiledAdminPolicy[][] {
  const groups = new Map<number, CompiledAdminPolicy[]>();
  policies.forEach(policy => {
    groups.set(policy.priority, [
      ...(groups.get(policy.priority) ?? []),
      policy,
    ]);
  });
  return [...groups].sort(([a], [b]) => a - b).map(([, together]) => together);
}

/**
 * What a tier of administrators' policies says of one direction of a flow;
 * undefined where it leaves the flow to the next tier (no rule matches, or Pass).
 *
 * @param selecting - policies of one tier that are for the pod
 * @see https://network-policy-api.sigs.k8s.io/api-overview/
 */
export function adminVerdict(
  direction: Direction,
  selecting: readonly CompiledAdminPolicy[],
  opposite: Opposite,
): DirectionVerdict | undefined {
  for (const together of byPriority(selecting)) {
    const decision = decideTogether(together, direction, opposite);
    if (decision.kind === 'unknowable') {
      return { outcome: 'undefined', why: decision.why };
    }
    if (decision.kind === 'decided') {
      const { action, rule } = decision;
      if (action === 'Pass') {
        return undefined;
      }
      return action === 'Allow'
        ? { outcome: 'allowed', by: [rule] }
        : { outcome: 'denied', by: [], denyRule: rule };
    }
  }
  return undefined;
}
