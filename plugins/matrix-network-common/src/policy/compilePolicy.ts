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
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
} from '../kubernetes/types';
import { AddressBlock, parseBlock } from './addresses';
import {
  CompiledPeer,
  CompiledPolicy,
  CompiledPort,
  CompiledRule,
} from './compiled';
import { Direction, PolicyProblem } from './types';
import { identityOf, readNetworkPolicy } from './validateNetworkPolicy';

type Spec = Partial<NetworkPolicySpec>;

interface Rule {
  peers?: readonly NetworkPolicyPeer[];
  ports?: readonly NetworkPolicyPort[];
}

function blocks(texts: readonly string[]): AddressBlock[] {
  return texts.flatMap(text => parseBlock(text) ?? []);
}

function compilePeer(peer: NetworkPolicyPeer, namespace: string): CompiledPeer {
  if (peer.ipBlock) {
    return {
      kind: 'ipBlock',
      blocks: blocks([peer.ipBlock.cidr]),
      except: blocks(peer.ipBlock.except ?? []),
    };
  }
  return {
    kind: 'labels',
    namespace: peer.namespaceSelector ? undefined : namespace,
    namespaceSelector: peer.namespaceSelector,
    podSelector: peer.podSelector,
  };
}

function compilePort({
  protocol = 'TCP',
  port,
  endPort,
}: NetworkPolicyPort): CompiledPort {
  if (port === undefined) {
    return { kind: 'all', protocol };
  }
  return typeof port === 'string'
    ? { kind: 'named', protocol, name: port }
    : { kind: 'range', protocol, first: port, last: endPort ?? port };
}

/** An empty list of peers or ports means the same as none: everyone, all ports. */
function unlessEmpty<T>(
  list: readonly T[] | undefined,
): readonly T[] | undefined {
  return list && list.length > 0 ? list : undefined;
}

function compileRules(
  direction: Direction,
  rules: readonly Rule[],
  namespace: string,
): CompiledRule[] {
  return rules.map(({ peers, ports }, index) => ({
    path: `spec.${direction}[${index}]`,
    peers: unlessEmpty(peers)?.map(peer => compilePeer(peer, namespace)),
    ports: unlessEmpty(ports)?.map(compilePort),
  }));
}

/** Absent or empty `policyTypes`: Ingress always, Egress when there are egress rules. */
function isolates(spec: Spec, direction: Direction): boolean {
  const types = unlessEmpty(spec.policyTypes);
  if (types) {
    return types.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  }
  return direction === 'ingress' || (spec.egress ?? []).length > 0;
}

/** A refused policy selects its whole namespace: any of its pods may be meant. */
function compileInvalid(
  policy: unknown,
  problems: readonly PolicyProblem[],
): CompiledPolicy {
  const { name, namespace = 'default' } = identityOf(policy);
  const [first] = problems.filter(({ severity }) => severity === 'invalid');
  return {
    ref: { kind: 'NetworkPolicy', namespace, name },
    namespace,
    podSelector: {},
    rules: { ingress: [], egress: [] },
    invalid: `${first.path}: ${first.message}`,
  };
}

/** Compiles one NetworkPolicy as its JSON reads, without trusting its type. */
export function compilePolicy(policy: unknown): {
  compiled: CompiledPolicy;
  problems: PolicyProblem[];
} {
  const { value, problems } = readNetworkPolicy(policy);
  if (!value) {
    return { compiled: compileInvalid(policy, problems), problems };
  }
  const { name, namespace = 'default' } = value.metadata;
  const spec: Spec = value.spec ?? {};
  const rulesOf = (direction: Direction, rules: readonly Rule[]) =>
    isolates(spec, direction)
      ? compileRules(direction, rules, namespace)
      : undefined;
  return {
    problems,
    compiled: {
      ref: { kind: 'NetworkPolicy', namespace, name },
      namespace,
      podSelector: spec.podSelector ?? {},
      rules: {
        ingress: rulesOf(
          'ingress',
          (spec.ingress ?? []).map(({ from, ports }) => ({
            peers: from,
            ports,
          })),
        ),
        egress: rulesOf(
          'egress',
          (spec.egress ?? []).map(({ to, ports }) => ({ peers: to, ports })),
        ),
      },
    },
  };
}
