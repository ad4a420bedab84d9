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

import { Protocol } from '../kubernetes/types';
import {
  Bits,
  emptyBits,
  forEachBit,
  hasBit,
  keepBits,
  setBit,
  weigh,
} from './bits';
import { Endpoint, PodEndpoint } from './compiled';
import { outsideEndpoint } from './endpoints';
import { EngineState } from './engineState';
import { End, EndSpace } from './EndSpace';
import { Grouping } from './grouping';
import { Reachability } from './Reachability';
import { FlowEndpoint } from './types';

/** A port to try on every destination. @public */
export interface PortToTry {
  port: number;
  protocol: Protocol;
}

/** @public */
export interface AllowedFlowsOptions {
  /** Tried on every pod beside the ports that it declares, and on every address. */
  ports?: readonly PortToTry[];
  /** Addresses outside, as sources and as destinations. */
  addresses?: readonly string[];
  /** Only flows with an end in this namespace. */
  namespace?: string;
}

/** Ends without repetition; walked through, not held in memory. @public */
export interface EndSet extends Iterable<FlowEndpoint> {
  readonly size: number;
}

/**
 * Flows that are allowed: from each end of `from` to each end of `to`. A pod
 * in both is not meant to reach itself by it.
 * @public
 */
export interface FlowSet {
  from: EndSet;
  to: EndSet;
  port: number;
  protocol: Protocol;
  /** Number of pairs, without pods paired with themselves. */
  pairs: number;
}

function flowEndpoint(endpoint: Endpoint): FlowEndpoint {
  return endpoint.kind === 'pod'
    ? { namespace: endpoint.pod.namespace, name: endpoint.pod.name }
    : { ip: endpoint.addresses[0].text };
}

/** Groups as ends. Host-network pods and addresses of nodes are left out: what becomes of their flows is not defined. */
function endsOf(
  grouping: Grouping,
  addresses: readonly string[],
  { nodes }: EngineState,
): End[] {
  const pods = grouping.groups.flatMap((members, group): End[] => {
    const [endpoint] = members;
    if (!endpoint || endpoint.pod.hostNetwork) {
      return [];
    }
    return endpoint.addresses.length === 0
      ? [{ endpoint, members, group, address: undefined }]
      : endpoint.addresses.map(address => ({
          endpoint,
          members,
          group,
          address,
        }));
  });
  const outside = [...new Set(addresses)].flatMap((ip, index): End[] => {
    const endpoint = outsideEndpoint(ip);
    const [address] = endpoint.addresses;
    const group = grouping.groups.length + index;
    return nodes.has(address.position)
      ? []
      : [{ endpoint, members: [], group, address }];
  });
  return [...pods, ...outside];
}

class EndsOfBits implements EndSet {
  constructor(
    private readonly ends: readonly End[],
    private readonly bits: Bits,
    readonly size: number,
  ) {}

  *[Symbol.iterator](): Iterator<FlowEndpoint> {
    for (const [index, { endpoint, members }] of this.ends.entries()) {
      if (hasBit(this.bits, index)) {
        yield* members.length > 0
          ? members.map(flowEndpoint)
          : [flowEndpoint(endpoint)];
      }
    }
  }
}

function portsOf({ endpoint }: End, more: readonly PortToTry[]): PortToTry[] {
  const declared: PodEndpoint['pod']['ports'] =
    endpoint.kind === 'pod' ? endpoint.pod.ports : [];
  const all = [...(declared ?? []), ...more];
  return [
    ...new Map(
      all.map(({ port, protocol }) => [
        `${protocol} ${port}`,
        { port, protocol },
      ]),
    ).values(),
  ];
}

/** Sources over all addresses of the destination's group, each group by its first end. */
function mergedSources(
  reachability: Reachability,
  ends: readonly number[],
  { port, protocol }: PortToTry,
): Bits {
  const { space } = reachability;
  const firstOfGroup = new Map<number, number>();
  space.ends.forEach(({ group }, index) => {
    if (!firstOfGroup.has(group)) {
      firstOfGroup.set(group, index);
    }
  });
  const merged = emptyBits(space.size);
  ends.forEach(end =>
    forEachBit(reachability.sourcesOf(end, port, protocol), source => {
      const first = firstOfGroup.get(space.ends[source].group);
      if (first !== undefined && space.areConnected(source, end)) {
        setBit(merged, first);
      }
    }),
  );
  return merged;
}

function indexesByGroup(ends: readonly End[]): Map<number, number[]> {
  const byGroup = new Map<number, number[]>();
  ends.forEach(({ group }, index) => {
    byGroup.set(group, [...(byGroup.get(group) ?? []), index]);
  });
  return byGroup;
}

/** Walks through all allowed flows, destination by destination. */
export function* allowedFlows(
  state: EngineState,
  grouping: Grouping,
  { ports = [], addresses = [], namespace }: AllowedFlowsOptions,
): Generator<FlowSet> {
  const ends = endsOf(grouping, addresses, state);
  const space = new EndSpace(ends, grouping.vocabulary);
  const reachability = new Reachability(space, state);
  const byGroup = indexesByGroup(ends);
  const weights = Uint32Array.from(ends, ({ members }) => members.length || 1);
  const inNamespace =
    namespace === undefined ? undefined : space.podBits({}, namespace);
  const oneAddressEach = byGroup.size === ends.length;
  for (const indexes of byGroup.values()) {
    const [index] = indexes;
    const end = ends[index];
    const to = new EndsOfBits([end], Uint32Array.of(1), weights[index]);
    for (const tried of portsOf(end, ports)) {
      const sources = oneAddressEach
        ? reachability.sourcesOf(index, tried.port, tried.protocol)
        : mergedSources(reachability, indexes, tried);
      if (inNamespace && !hasBit(inNamespace, index)) {
        keepBits(sources, inNamespace);
      }
      const from = new EndsOfBits(ends, sources, weigh(sources, weights));
      const own = hasBit(sources, index) ? to.size : 0;
      const pairs = from.size * to.size - own;
      if (pairs > 0) {
        yield { from, to, ...tried, pairs };
      }
    }
  }
}
