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

import { ClusterState } from '../controllers/ClusterState';
import {
  NAMESPACE,
  NETWORK_POLICY,
  NODE,
  Node,
  Pod,
  POD,
} from '../controllers/kinds';
import { canonicalAddress, isInAny, parseAddress } from './addresses';
import {
  NetworkConditions,
  plainNetwork,
  DropRule,
  ReachableRule,
} from './networkConditions';
import { networkPlugin } from './networkPlugin';
import { chainOf, Packet, passes } from './packetFilter';
import {
  addressesOf,
  addressOfNode,
  isListening,
  runningContainers,
} from './podNetwork';
import { Destination, translate } from './serviceTranslation';

const KUBELET_PORT = 10_250;

/** What a client sees of its attempt to connect. */
export type Connection =
  /** `server` is the pod that answers; none outside of the cluster and for the kubelet. */
  | { outcome: 'connected'; server?: Pod }
  | { outcome: 'refused' }
  /** Nothing comes back. `where` it got lost is for tests and people; a client can't know. */
  | {
      outcome: 'timeout';
      where: 'egress' | 'ingress' | 'droppedByFault' | 'nobodyThere';
    }
  | {
      outcome: 'unreachable';
      error: 'no route to host' | 'network is unreachable';
    };

/**
 * Carries connections between pods as the cluster's network plugin would, from
 * the objects as they are now. It filters packets by addresses and knows nothing
 * of the product's evaluator, against which it is held.
 */
export class DataPlane {
  constructor(
    private readonly state: ClusterState,
    private readonly conditions: () => NetworkConditions = () => plainNetwork,
  ) {}

  /** One attempt of a pod to connect. */
  connect(from: Pod, to: Destination): Connection {
    const wanted = { ...to, address: canonicalAddress(to.address) };
    const sources = addressesOf(from);
    if (isLoopback(wanted.address)) {
      return answer(from, wanted);
    }
    const source = sources.find(address =>
      isSameFamily(address, wanted.address),
    );
    if (source === undefined) {
      return { outcome: 'unreachable', error: 'network is unreachable' };
    }
    const local = this.nodeLocalServer(from, wanted.address);
    const translation = local
      ? { kind: 'unchanged' as const }
      : translate(wanted, this.state);
    const destination =
      translation.kind === 'endpoint'
        ? { ...wanted, address: translation.address, port: translation.port }
        : wanted;
    if (sources.includes(destination.address) && !from.spec.hostNetwork) {
      return answer(from, destination);
    }
    const packet: Packet = {
      source,
      destination: destination.address,
      port: destination.port,
      protocol: destination.protocol,
    };
    const lost = this.lostOnItsWay(from, packet);
    if (lost) {
      return lost;
    }
    if (local) {
      return answer(local, destination);
    }
    return translation.kind === 'noEndpoint'
      ? { outcome: 'refused' }
      : this.arrive(from, packet);
  }

  /** Whether the plugin of this cluster acts on NetworkPolicies now. */
  get enforcesPolicies(): boolean {
    return (
      this.conditions().networkPolicies !== 'ignored' &&
      networkPlugin(this.state).enforcesPolicies
    );
  }

  private lostOnItsWay(from: Pod, packet: Packet): Connection | undefined {
    if (this.conditions().dropped.some(rule => isDropped(rule, packet))) {
      return { outcome: 'timeout', where: 'droppedByFault' };
    }
    return this.filtered(from, 'Egress', packet)
      ? { outcome: 'timeout', where: 'egress' }
      : undefined;
  }

  private arrive(from: Pod, packet: Packet): Connection {
    const { destination: address } = packet;
    const pod = this.state
      .list(POD)
      .find(
        candidate =>
          !candidate.spec.hostNetwork &&
          addressesOf(candidate).includes(address),
      );
    if (pod) {
      // A node reaches its own pods always: kubelets have to.
      const exempt =
        from.spec.hostNetwork && from.spec.nodeName === pod.spec.nodeName;
      return !exempt && this.filtered(pod, 'Ingress', packet)
        ? { outcome: 'timeout', where: 'ingress' }
        : answer(pod, packet);
    }
    const node = this.state
      .list(NODE)
      .find(candidate => addressOfNode(candidate) === address);
    return node ? this.answerOfNode(node, packet) : this.answerOfNobody(packet);
  }

  private filtered(
    pod: Pod,
    direction: 'Ingress' | 'Egress',
    packet: Packet,
  ): boolean {
    if (!this.enforcesPolicies) {
      return false;
    }
    const chain = chainOf(pod, direction, {
      namespaces: this.state.list(NAMESPACE),
      pods: this.state.list(POD),
      policies: this.state.list(NETWORK_POLICY),
    });
    return !passes(chain, packet);
  }

  private answerOfNode(node: Node, packet: Packet): Connection {
    const server = this.state
      .list(POD)
      .find(
        ({ spec, ...pod }) =>
          spec.hostNetwork &&
          spec.nodeName === node.metadata.name &&
          isListening({ ...pod, spec }, packet.port, packet.protocol),
      );
    return server || (packet.port === KUBELET_PORT && packet.protocol === 'TCP')
      ? { outcome: 'connected', server }
      : { outcome: 'refused' };
  }

  private answerOfNobody(packet: Packet): Connection {
    const podBlocks = this.state
      .list(NODE)
      .flatMap(({ spec }) => spec.podCIDRs ?? spec.podCIDR ?? []);
    if (isInAny(packet.destination, podBlocks)) {
      return networkPlugin(this.state).unusedAddress === 'noRoute'
        ? { outcome: 'unreachable', error: 'no route to host' }
        : { outcome: 'timeout', where: 'nobodyThere' };
    }
    return this.conditions().reachable.some(rule => isReachable(rule, packet))
      ? { outcome: 'connected' }
      : { outcome: 'timeout', where: 'nobodyThere' };
  }

  /** A DNS cache on the client's own node, at an address that every node has (`-localip`). */
  private nodeLocalServer(from: Pod, address: string): Pod | undefined {
    return this.state
      .list(POD)
      .filter(
        ({ spec }) => spec.hostNetwork && spec.nodeName === from.spec.nodeName,
      )
      .find(pod =>
        runningContainers(pod).some(({ args = [] }) =>
          args.some(
            (value, index) =>
              args[index - 1] === '-localip' &&
              value.split(',').includes(address),
          ),
        ),
      );
  }
}

function answer(
  server: Pod,
  { port, protocol }: Pick<Destination, 'port' | 'protocol'>,
): Connection {
  return isListening(server, port, protocol)
    ? { outcome: 'connected', server }
    : { outcome: 'refused' };
}

function isLoopback(address: string): boolean {
  return isInAny(address, ['127.0.0.0/8', '::1/128']);
}

function isSameFamily(one: string, other: string): boolean {
  return parseAddress(one)?.kind() === parseAddress(other)?.kind();
}

function isDropped(
  { to, from, port, protocol }: DropRule,
  packet: Packet,
): boolean {
  return (
    isInAny(packet.destination, [to]) &&
    (from === undefined || isInAny(packet.source, [from])) &&
    fits({ port, protocol }, packet)
  );
}

function isReachable(
  { to, except, port, protocol }: ReachableRule,
  packet: Packet,
): boolean {
  return (
    isInAny(packet.destination, [to]) &&
    !isInAny(packet.destination, except) &&
    fits({ port, protocol }, packet)
  );
}

function fits(
  { port, protocol }: Pick<DropRule, 'port' | 'protocol'>,
  packet: Packet,
): boolean {
  return (
    (port === undefined || port === packet.port) &&
    (protocol === undefined || protocol === packet.protocol)
  );
}
