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
  KubernetesObject,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { Pod } from '../controllers/kinds';
import {
  Address,
  AddressBlock,
  isInBlock,
  parseAddress,
  parseBlock,
} from './addresses';
import { addressesOf, namedPorts, ownNetwork, Protocol } from './podNetwork';
import { selects } from './selects';

/** The first packet of a connection, after Service translation. */
export interface Packet {
  source: string;
  destination: string;
  protocol: Protocol;
  port: number;
}

/** What the chains of one moment are made of. */
export interface FilterInput {
  namespaces: readonly KubernetesObject[];
  pods: readonly Pod[];
  policies: readonly NetworkPolicy[];
}

export type Direction = 'Ingress' | 'Egress';

/** Addresses and blocks, as an ipset holds them: no labels are left. */
interface AddressSet {
  addresses: ReadonlySet<string>;
  blocks: readonly { block: AddressBlock; except: readonly AddressBlock[] }[];
}

type PortMatch =
  | { protocol: Protocol; from: number; to: number }
  /** A named port: the number differs by the pod that is asked. */
  | { protocol: Protocol; numbers: ReadonlyMap<string, readonly number[]> };

/** A line of a chain: lets a packet through when peer and port fit. */
interface Accept {
  policy: string;
  /** Resolved when the first packet asks for it. */
  peers: (() => AddressSet) | 'anyone';
  ports: readonly PortMatch[] | 'all';
}

/** What guards a pod in one direction: a packet that no line lets through is dropped. */
export interface Chain {
  direction: Direction;
  lines: readonly Accept[];
}

/**
 * The chain of a pod, made the way network plugins make it: from the policies
 * that select the pod, peers resolved to addresses. Undefined when none selects
 * it, so that everything passes.
 */
export function chainOf(
  pod: Pod,
  direction: Direction,
  input: FilterInput,
): Chain | undefined {
  const policies = pod.spec.hostNetwork
    ? []
    : input.policies.filter(
        ({ metadata, spec }) =>
          metadata.namespace === pod.metadata.namespace &&
          typesOf(spec).includes(direction) &&
          selects(spec.podSelector ?? {}, pod.metadata.labels),
      );
  return policies.length === 0
    ? undefined
    : {
        direction,
        lines: policies.flatMap(policy => linesOf(policy, direction, input)),
      };
}

/** Whether a packet passes a chain. */
export function passes(chain: Chain | undefined, packet: Packet): boolean {
  if (!chain) {
    return true;
  }
  const peer =
    chain.direction === 'Ingress' ? packet.source : packet.destination;
  return chain.lines.some(
    ({ peers, ports }) =>
      (ports === 'all' || ports.some(match => fitsPort(match, packet))) &&
      (peers === 'anyone' || contains(peers(), peer)),
  );
}

function typesOf(spec: NetworkPolicy['spec']): readonly Direction[] {
  if (spec.policyTypes && spec.policyTypes.length > 0) {
    return spec.policyTypes;
  }
  return spec.egress?.length ? ['Ingress', 'Egress'] : ['Ingress'];
}

function linesOf(
  { metadata, spec }: NetworkPolicy,
  direction: Direction,
  input: FilterInput,
): Accept[] {
  const rules =
    direction === 'Ingress'
      ? (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
      : (spec.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }));
  return rules.map(({ peers, ports }) => ({
    policy: metadata.name,
    peers: peers?.length
      ? once(() => addressSet(peers, metadata.namespace ?? '', input))
      : 'anyone',
    ports: ports?.length ? ports.map(port => portMatch(port, input)) : 'all',
  }));
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function addressSet(
  peers: readonly NetworkPolicyPeer[],
  namespace: string,
  input: FilterInput,
): AddressSet {
  const pods = ownNetwork(input.pods);
  return {
    addresses: new Set(
      peers
        .filter(({ ipBlock }) => ipBlock === undefined)
        .flatMap(peer => {
          const namespaces = namespacesOf(peer, namespace, input);
          return pods
            .filter(
              ({ metadata }) =>
                namespaces.has(metadata.namespace ?? '') &&
                selects(peer.podSelector ?? {}, metadata.labels),
            )
            .flatMap(addressesOf);
        }),
    ),
    blocks: peers.flatMap(({ ipBlock }) => {
      const block = ipBlock && parseBlock(ipBlock.cidr);
      return block
        ? [{ block, except: (ipBlock?.except ?? []).flatMap(blockOrNone) }]
        : [];
    }),
  };
}

function blockOrNone(text: string): AddressBlock[] {
  const block = parseBlock(text);
  return block ? [block] : [];
}

function namespacesOf(
  { namespaceSelector }: NetworkPolicyPeer,
  own: string,
  { namespaces }: FilterInput,
): ReadonlySet<string> {
  return new Set(
    namespaceSelector
      ? namespaces
          .filter(({ metadata }) => selects(namespaceSelector, metadata.labels))
          .map(({ metadata }) => metadata.name)
      : [own],
  );
}

function portMatch(
  { port, endPort, protocol = 'TCP' }: NetworkPolicyPort,
  { pods }: FilterInput,
): PortMatch {
  if (port === undefined) {
    return { protocol, from: 1, to: 65_535 };
  }
  return typeof port === 'number'
    ? { protocol, from: port, to: endPort ?? port }
    : {
        protocol,
        numbers: new Map(
          ownNetwork(pods).flatMap(pod =>
            addressesOf(pod).map(address => [
              address,
              namedPorts(pod, port, protocol),
            ]),
          ),
        ),
      };
}

function fitsPort(match: PortMatch, packet: Packet): boolean {
  if (match.protocol !== packet.protocol) {
    return false;
  }
  return 'numbers' in match
    ? (match.numbers.get(packet.destination) ?? []).includes(packet.port)
    : match.from <= packet.port && packet.port <= match.to;
}

function contains({ addresses, blocks }: AddressSet, text: string): boolean {
  const address = parseAddress(text);
  return (
    addresses.has(text) ||
    (address !== undefined &&
      blocks.some(
        ({ block, except }) =>
          isInBlock(address, block) && !isExcepted(address, except),
      ))
  );
}

function isExcepted(
  address: Address,
  except: readonly AddressBlock[],
): boolean {
  return except.some(block => isInBlock(address, block));
}
