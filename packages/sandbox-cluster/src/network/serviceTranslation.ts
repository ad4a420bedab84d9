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
  ENDPOINT_SLICE,
  NODE,
  Pod,
  POD,
  Service,
  SERVICE,
  ServicePort,
} from '../controllers/kinds';
import { canonicalAddress } from './addresses';
import {
  addressesOf,
  addressOfNode,
  ownNetwork,
  Protocol,
  protocolOf,
  runningContainers,
} from './podNetwork';

/** Where a client wants to connect. */
export interface Destination {
  address: string;
  port: number;
  protocol: Protocol;
}

/** Where packets go once addresses of Services are replaced, as kube-proxy does it. */
export type Translation =
  | { kind: 'unchanged' }
  | { kind: 'endpoint'; address: string; port: number }
  /** A Service that nothing ready stands behind. */
  | { kind: 'noEndpoint' };

/** Looks a destination up among the Services' addresses, node ports and host ports. */
export function translate(
  destination: Destination,
  state: ClusterState,
): Translation {
  const nodeAddresses = state
    .list(NODE)
    .flatMap(node => addressOfNode(node) ?? []);
  const isNode = nodeAddresses.includes(destination.address);
  for (const service of state.list(SERVICE)) {
    const port = (service.spec.ports ?? []).find(
      candidate =>
        (candidate.protocol ?? 'TCP') === destination.protocol &&
        answersAt(service, candidate, destination, isNode),
    );
    if (port) {
      return endpointOf(service, port, state);
    }
  }
  return isNode
    ? hostPort(destination, state.list(POD))
    : { kind: 'unchanged' };
}

function answersAt(
  { spec, status }: Service,
  { port, nodePort }: ServicePort,
  destination: Destination,
  isNode: boolean,
): boolean {
  const addresses = [
    ...(spec.clusterIPs ?? [spec.clusterIP ?? '']),
    ...(spec.externalIPs ?? []),
    ...(status?.loadBalancer?.ingress ?? []).map(({ ip }) => ip ?? ''),
  ].map(canonicalAddress);
  return (
    (port === destination.port && addresses.includes(destination.address)) ||
    (isNode && nodePort === destination.port)
  );
}

/** kube-proxy takes any ready endpoint; here it is always the first, so that a try can be repeated. */
function endpointOf(
  { metadata }: Service,
  { name = '', protocol = 'TCP' }: ServicePort,
  state: ClusterState,
): Translation {
  const slices = state.list(ENDPOINT_SLICE, {
    namespace: metadata.namespace,
    labelSelector: `kubernetes.io/service-name=${metadata.name}`,
  });
  for (const { endpoints, ports } of slices) {
    const target = (ports ?? []).find(
      candidate =>
        (candidate.name ?? '') === name &&
        (candidate.protocol ?? 'TCP') === protocol,
    )?.port;
    const ready = (endpoints ?? []).find(({ conditions }) => conditions.ready);
    if (target !== undefined && ready) {
      const [address] = ready.addresses;
      return {
        kind: 'endpoint',
        address: canonicalAddress(address),
        port: target,
      };
    }
  }
  return { kind: 'noEndpoint' };
}

function hostPort(
  { address, port, protocol }: Destination,
  pods: readonly Pod[],
): Translation {
  for (const pod of ownNetwork(pods)) {
    const declared =
      pod.status?.hostIP === address &&
      runningContainers(pod)
        .flatMap(({ ports }) => ports ?? [])
        .find(
          candidate =>
            candidate.hostPort === port && protocolOf(candidate) === protocol,
        );
    if (declared) {
      const [podAddress] = addressesOf(pod);
      return {
        kind: 'endpoint',
        address: podAddress,
        port: declared.containerPort,
      };
    }
  }
  return { kind: 'unchanged' };
}
