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

import { LabelSelector, Labels, Protocol } from '../kubernetes/types';
import { Address, AddressBlock, blockContains } from './addresses';
import { matchesLabelSelector } from './labelSelector';
import { Direction, PolicyPod, PolicyRef } from './types';

/** One end of a flow, resolved. */
export type Endpoint =
  | {
      readonly kind: 'pod';
      readonly pod: PolicyPod;
      readonly namespaceLabels: Labels;
      readonly addresses: readonly Address[];
    }
  | {
      readonly kind: 'outside';
      readonly addresses: readonly Address[];
    };

export type PodEndpoint = Extract<Endpoint, { kind: 'pod' }>;

export type CompiledPeer =
  | {
      readonly kind: 'labels';
      /** Set when the peer has no namespaceSelector: the policy's own namespace. */
      readonly namespace?: string;
      readonly namespaceSelector?: LabelSelector;
      readonly podSelector?: LabelSelector;
    }
  | {
      readonly kind: 'ipBlock';
      /** Several for the `networks` of an administrator's policy. */
      readonly blocks: readonly AddressBlock[];
      readonly except: readonly AddressBlock[];
    }
  | UnknowablePeer;

/** Peers of administrators' policies that need to know more than pods and addresses. */
export type UnknowablePeer = {
  readonly kind: 'nodes' | 'domainNames';
};

export type CompiledPort =
  | { readonly kind: 'all'; readonly protocol: Protocol }
  | {
      readonly kind: 'range';
      readonly protocol: Protocol;
      readonly first: number;
      readonly last: number;
    }
  | {
      readonly kind: 'named';
      /** Absent: a port of any protocol (AdminNetworkPolicy). */
      readonly protocol?: Protocol;
      readonly name: string;
    };

export interface CompiledRule {
  readonly path: string;
  /** Undefined: everyone. */
  readonly peers?: readonly CompiledPeer[];
  /** Undefined: all ports of all protocols. */
  readonly ports?: readonly CompiledPort[];
}

/** What the kinds of policy have in common. */
export interface RuleSet {
  readonly ref: PolicyRef;
  /** Of the pods that the policy is for. */
  readonly podSelector: LabelSelector;
  /** Undefined: the policy says nothing of this direction. */
  readonly rules: Readonly<
    Record<Direction, readonly CompiledRule[] | undefined>
  >;
  /** Set when the API server would refuse the policy: what it does cannot be said. */
  readonly invalid?: string;
}

export interface CompiledPolicy extends RuleSet {
  readonly namespace: string;
}

export interface AdminRule extends CompiledRule {
  readonly action: 'Allow' | 'Deny' | 'Pass';
}

/** An AdminNetworkPolicy, or the BaselineAdminNetworkPolicy. */
export interface CompiledAdminPolicy extends RuleSet {
  readonly tier: 'admin' | 'baseline';
  /** Lower goes first. */
  readonly priority: number;
  readonly namespaceSelector: LabelSelector;
  readonly rules: Readonly<Record<Direction, readonly AdminRule[]>>;
}

/**
 * Whether a peer may be the opposite end although that cannot be said from
 * pods and addresses: node and domain-name peers of administrators' policies,
 * for addresses outside.
 */
export function peerMayMatch(peer: CompiledPeer, endpoint: Endpoint): boolean {
  return (
    (peer.kind === 'nodes' || peer.kind === 'domainNames') &&
    endpoint.kind === 'outside'
  );
}

export function peerMatches(
  peer: CompiledPeer,
  endpoint: Endpoint,
  address: Address | undefined,
): boolean {
  if (peer.kind === 'ipBlock') {
    return (
      address !== undefined &&
      peer.blocks.some(block => blockContains(block, address)) &&
      !peer.except.some(except => blockContains(except, address))
    );
  }
  if (peer.kind !== 'labels' || endpoint.kind === 'outside') {
    return false;
  }
  const namespaceFits =
    peer.namespace === undefined
      ? matchesLabelSelector(peer.namespaceSelector, endpoint.namespaceLabels)
      : peer.namespace === endpoint.pod.namespace;
  return (
    namespaceFits && matchesLabelSelector(peer.podSelector, endpoint.pod.labels)
  );
}

/** A destination as ports see it: a named port resolves to the destination pod's container ports. */
export interface PortTarget {
  readonly port: number;
  readonly protocol: Protocol;
  readonly containerPorts: PolicyPod['ports'];
}

export function portMatches(port: CompiledPort, target: PortTarget): boolean {
  if (port.protocol !== undefined && port.protocol !== target.protocol) {
    return false;
  }
  switch (port.kind) {
    case 'all':
      return true;
    case 'range':
      return port.first <= target.port && target.port <= port.last;
    default:
      return (target.containerPorts ?? []).some(
        declared =>
          declared.name === port.name &&
          declared.protocol === target.protocol &&
          declared.port === target.port,
      );
  }
}

export function portsMatch(rule: CompiledRule, target: PortTarget): boolean {
  return !rule.ports || rule.ports.some(port => portMatches(port, target));
}
