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

import { Container, ContainerPort, Node, Pod } from '../controllers/kinds';
import { nodeAddress } from '../controllers/podAddresses';
import { isAlive } from '../controllers/podTemplate';
import { canonicalAddress } from './addresses';

export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** Addresses of a pod that has a network; none once it has ended, when others may get them. */
export function addressesOf(pod: Pod): string[] {
  return isAlive(pod)
    ? (pod.status?.podIPs ?? []).map(({ ip }) => canonicalAddress(ip))
    : [];
}

/** Pods that have a network of their own: all that policies speak of. */
export function ownNetwork(pods: readonly Pod[]): Pod[] {
  return pods.filter(
    pod => !pod.spec.hostNetwork && addressesOf(pod).length > 0,
  );
}

/** The ports that a pod's containers declare under a name. */
export function namedPorts(
  { spec }: Pod,
  name: string,
  protocol: Protocol,
): number[] {
  return spec.containers
    .flatMap(({ ports }) => ports ?? [])
    .filter(port => port.name === name && protocolOf(port) === protocol)
    .map(({ containerPort }) => containerPort);
}

export function protocolOf({ protocol }: ContainerPort): Protocol {
  return protocol ?? 'TCP';
}

/** Whether a container of the pod that runs now declares the port. */
export function isListening(
  pod: Pod,
  port: number,
  protocol: Protocol,
): boolean {
  return runningContainers(pod)
    .flatMap(({ ports }) => ports ?? [])
    .some(
      declared =>
        declared.containerPort === port && protocolOf(declared) === protocol,
    );
}

/** Containers whose process runs. */
export function runningContainers({ spec, status }: Pod): Container[] {
  const running = new Set(
    [
      ...(status?.containerStatuses ?? []),
      ...(status?.initContainerStatuses ?? []),
    ]
      .filter(({ state }) => state.running !== undefined)
      .map(({ name }) => name),
  );
  return [...spec.containers, ...(spec.initContainers ?? [])].filter(
    ({ name }) => running.has(name),
  );
}

/** The address of a node, as one text. */
export function addressOfNode(node: Node): string | undefined {
  const address = nodeAddress(node);
  return address === undefined ? undefined : canonicalAddress(address);
}
