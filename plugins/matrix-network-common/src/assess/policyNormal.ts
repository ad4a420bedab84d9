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
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
} from '../kubernetes/types';

/** A rule of either direction, as the API server understands it. */
export interface NormalRule {
  /** Undefined: everyone. */
  peers?: readonly NetworkPolicyPeer[];
  /** Undefined: every port. */
  ports?: readonly NetworkPolicyPort[];
}

/** A policy's spec after defaulting, so that two ways to write the same compare equal. */
export interface NormalSpec {
  podSelector: LabelSelector;
  policyTypes: readonly string[];
  ingress: readonly NormalRule[];
  egress: readonly NormalRule[];
}

/** Keys in one order, so that equal values have equal text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : part,
  );
}

function sorted<T>(values: readonly T[]): T[] {
  return values
    .map(value => ({ value, key: canonical(value) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ value }) => value);
}

function normalSelector(selector: LabelSelector | undefined): LabelSelector {
  const labels = selector?.matchLabels ?? {};
  const expressions = selector?.matchExpressions ?? [];
  return {
    ...(Object.keys(labels).length > 0 && { matchLabels: labels }),
    ...(expressions.length > 0 && {
      matchExpressions: sorted(
        expressions.map(({ key, operator, values }) => ({
          key,
          operator,
          ...(values && values.length > 0 && { values: sorted(values) }),
        })),
      ),
    }),
  };
}

function normalPeer(peer: NetworkPolicyPeer): NetworkPolicyPeer {
  return {
    ...(peer.podSelector && { podSelector: normalSelector(peer.podSelector) }),
    ...(peer.namespaceSelector && {
      namespaceSelector: normalSelector(peer.namespaceSelector),
    }),
    ...(peer.ipBlock && {
      ipBlock: {
        cidr: peer.ipBlock.cidr,
        ...(peer.ipBlock.except &&
          peer.ipBlock.except.length > 0 && {
            except: sorted(peer.ipBlock.except),
          }),
      },
    }),
  };
}

function normalPort(port: NetworkPolicyPort): NetworkPolicyPort {
  return {
    protocol: port.protocol ?? 'TCP',
    ...(port.port !== undefined && { port: port.port }),
    ...(port.endPort !== undefined && { endPort: port.endPort }),
  };
}

/** An empty list of peers or ports means the same as none: everyone, every port. */
function normalRule(
  peers: readonly NetworkPolicyPeer[] | undefined,
  ports: readonly NetworkPolicyPort[] | undefined,
): NormalRule {
  return {
    ...(peers && peers.length > 0 && { peers: peers.map(normalPeer) }),
    ...(ports && ports.length > 0 && { ports: ports.map(normalPort) }),
  };
}

const ingressRule = (rule: NetworkPolicyIngressRule) =>
  normalRule(rule.from, rule.ports);
const egressRule = (rule: NetworkPolicyEgressRule) =>
  normalRule(rule.to, rule.ports);

/**
 * Directions that a policy isolates, with the API server's default.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export function policyTypesOf(
  spec: NetworkPolicySpec,
): ('Ingress' | 'Egress')[] {
  if (spec.policyTypes && spec.policyTypes.length > 0) {
    const types = new Set(spec.policyTypes);
    return (['Ingress', 'Egress'] as const).filter(type => types.has(type));
  }
  return spec.egress && spec.egress.length > 0
    ? ['Ingress', 'Egress']
    : ['Ingress'];
}

/** What a spec means, whichever way it is written. Order of rules, peers and ports is kept. */
export function normalSpec(spec: NetworkPolicySpec): NormalSpec {
  return {
    podSelector: normalSelector(spec.podSelector),
    policyTypes: policyTypesOf(spec),
    ingress: (spec.ingress ?? []).map(ingressRule),
    egress: (spec.egress ?? []).map(egressRule),
  };
}
