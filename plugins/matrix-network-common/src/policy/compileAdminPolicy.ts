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

import { parseBlock } from './addresses';
import {
  looseAdminPolicy,
  ParsedAdminPolicy,
  ParsedAdminRule,
  strictAdminPolicy,
} from './adminPolicySchema';
import {
  AdminRule,
  CompiledAdminPolicy,
  CompiledPeer,
  CompiledPort,
} from './compiled';
import { Direction, PolicyProblem } from './types';
import { identityOf, readWithProblems } from './validateNetworkPolicy';

type Peer = NonNullable<ParsedAdminRule['to']>[number];
type Port = NonNullable<ParsedAdminRule['ports']>[number];

/** Addresses of nodes are not judged (see whyUndefined): an address that is known to be none of theirs is no node. */
const NOBODY: CompiledPeer = { kind: 'ipBlock', blocks: [], except: [] };

function compilePeer(peer: Peer, nodesAreKnown: boolean): CompiledPeer {
  if (peer.namespaces) {
    return { kind: 'labels', namespaceSelector: peer.namespaces };
  }
  if (peer.pods) {
    return { kind: 'labels', ...peer.pods };
  }
  if (peer.networks) {
    const blocks = peer.networks.flatMap(text => parseBlock(text) ?? []);
    return { kind: 'ipBlock', blocks, except: [] };
  }
  if (peer.nodes) {
    return nodesAreKnown ? NOBODY : { kind: 'nodes' };
  }
  return { kind: 'domainNames' };
}

function compilePort({ portNumber, portRange, namedPort }: Port): CompiledPort {
  if (portNumber) {
    const { protocol = 'TCP', port } = portNumber;
    return { kind: 'range', protocol, first: port, last: port };
  }
  if (portRange) {
    const { protocol = 'TCP', start, end } = portRange;
    return { kind: 'range', protocol, first: start, last: end };
  }
  return { kind: 'named', name: namedPort ?? '' };
}

function compileRules(
  direction: Direction,
  rules: readonly ParsedAdminRule[] | undefined,
  nodesAreKnown: boolean,
): AdminRule[] {
  return (rules ?? []).map(({ action, from, to, ports }, index) => ({
    action,
    path: `spec.${direction}[${index}]`,
    peers: (from ?? to ?? []).map(peer => compilePeer(peer, nodesAreKnown)),
    ports: ports && ports.length > 0 ? ports.map(compilePort) : undefined,
  }));
}

function compileParsed(
  {
    kind,
    metadata: { name },
    spec: { priority = 0, subject, ingress, egress },
  }: ParsedAdminPolicy,
  nodesAreKnown: boolean,
): CompiledAdminPolicy {
  return {
    ref: { kind, name },
    tier: kind === 'AdminNetworkPolicy' ? 'admin' : 'baseline',
    priority,
    namespaceSelector:
      subject.namespaces ?? subject.pods?.namespaceSelector ?? {},
    podSelector: subject.pods?.podSelector ?? {},
    rules: {
      ingress: compileRules('ingress', ingress, nodesAreKnown),
      egress: compileRules('egress', egress, nodesAreKnown),
    },
  };
}

/** A policy that the API server would refuse may be meant for any pod, before all others. */
function compileInvalid(
  kind: ParsedAdminPolicy['kind'],
  name: string,
  problem: PolicyProblem,
): CompiledAdminPolicy {
  return {
    ref: { kind, name },
    tier: kind === 'AdminNetworkPolicy' ? 'admin' : 'baseline',
    priority: -1,
    namespaceSelector: {},
    podSelector: {},
    rules: { ingress: [], egress: [] },
    invalid: `${problem.path}: ${problem.message}`,
  };
}

/**
 * Compiles an AdminNetworkPolicy or BaselineAdminNetworkPolicy; of another kind, it only says so.
 *
 * @param nodesAreKnown - an address outside that no node has is matched by no `nodes` peer
 */
export function compileAdminPolicy(
  object: unknown,
  nodesAreKnown = false,
): {
  compiled?: CompiledAdminPolicy;
  problems: PolicyProblem[];
} {
  const identity = identityOf(object);
  const { kind, name } = identity;
  if (kind !== 'AdminNetworkPolicy' && kind !== 'BaselineAdminNetworkPolicy') {
    const message = `policies of kind ${kind} are not evaluated: what they allow or deny is not in the verdicts`;
    return {
      problems: [
        { object: identity, path: '', severity: 'unsupported', message },
      ],
    };
  }
  const { value, problems } = readWithProblems(
    object,
    strictAdminPolicy,
    looseAdminPolicy,
  );
  const invalid = problems.find(({ severity }) => severity === 'invalid');
  if (!value && invalid) {
    return { compiled: compileInvalid(kind, name, invalid), problems };
  }
  return {
    compiled: value && compileParsed(value, nodesAreKnown),
    problems,
  };
}
