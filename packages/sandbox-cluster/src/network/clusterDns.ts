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
  EndpointSlice,
  Pod,
  POD,
  Service,
  SERVICE,
} from '../controllers/kinds';
import { Connection, DataPlane } from './DataPlane';

const DOMAIN = 'cluster.local';
const DNS_PORT = 53;

/** What a client's resolver makes of a name. */
export type Lookup =
  | { outcome: 'found'; addresses: string[] }
  | {
      outcome: 'failed';
      /** As Go's resolver puts it, without the name: `on 10.96.0.10:53: no such host`. */
      error: string;
      /** How long the resolver of a real container would have tried, in ms. */
      takesMs: number;
    };

interface ResolverConfig {
  server: string | undefined;
  searches: string[];
  dots: number;
  /** How long one try of one name waits, and how many there are. */
  timeoutMs: number;
  attempts: number;
}

/**
 * Looks a name up the way a pod does: over the network from the cluster's DNS
 * Service, so that a pod that may not reach a ready DNS pod resolves nothing.
 */
export function lookup(
  from: Pod,
  name: string,
  state: ClusterState,
  network: DataPlane,
): Lookup {
  if (name === 'localhost') {
    return { outcome: 'found', addresses: ['127.0.0.1'] };
  }
  const config = resolverConfig(from, state);
  const candidates = candidatesOf(name, config);
  const { server } = config;
  if (server === undefined) {
    return noSuchHost('');
  }
  const connection = network.connect(from, {
    address: server,
    port: DNS_PORT,
    protocol: 'UDP',
  });
  if (connection.outcome !== 'connected') {
    return unanswered(from, server, connection, candidates.length, config);
  }
  for (const candidate of candidates) {
    const addresses = recordsOf(candidate, state);
    if (addresses.length > 0) {
      return { outcome: 'found', addresses };
    }
  }
  return noSuchHost(` on ${server}:${DNS_PORT}`);
}

function noSuchHost(where: string): Lookup {
  return { outcome: 'failed', error: `${where}: no such host`, takesMs: 0 };
}

/** As the kubelet writes /etc/resolv.conf. */
function resolverConfig({ metadata, spec }: Pod, state: ClusterState) {
  const service = state
    .list(SERVICE, {
      namespace: 'kube-system',
      labelSelector: 'k8s-app=kube-dns',
    })
    .find(({ spec: { clusterIP } }) => clusterIP && clusterIP !== 'None');
  const ofCluster =
    spec.dnsPolicy === 'ClusterFirstWithHostNet' ||
    ((spec.dnsPolicy ?? 'ClusterFirst') === 'ClusterFirst' &&
      !spec.hostNetwork);
  const option = (name: string, usual: number) => {
    const given = spec.dnsConfig?.options?.find(one => one.name === name);
    return given?.value === undefined ? usual : Number(given.value);
  };
  const config: ResolverConfig = {
    server:
      (ofCluster ? service?.spec.clusterIP : undefined) ??
      spec.dnsConfig?.nameservers?.[0],
    searches: [
      ...(ofCluster
        ? [`${metadata.namespace}.svc.${DOMAIN}`, `svc.${DOMAIN}`, DOMAIN]
        : []),
      ...(spec.dnsConfig?.searches ?? []),
    ],
    dots: option('ndots', ofCluster ? 5 : 1),
    timeoutMs: option('timeout', 5) * 1000,
    attempts: option('attempts', 2),
  };
  return config;
}

/** Full names in the order in which they are asked for. */
function candidatesOf(
  name: string,
  { searches, dots }: ResolverConfig,
): string[] {
  if (name.endsWith('.')) {
    return [name.slice(0, -1)];
  }
  const searched = searches.map(search => `${name}.${search}`);
  return name.split('.').length - 1 >= dots
    ? [name, ...searched]
    : [...searched, name];
}

function unanswered(
  from: Pod,
  server: string,
  connection: Exclude<Connection, { outcome: 'connected' }>,
  names: number,
  { timeoutMs, attempts }: ResolverConfig,
): Lookup {
  const remote = `${server}:${DNS_PORT}`;
  const read = `read udp ${clientSocket(from)}->${remote}`;
  switch (connection.outcome) {
    case 'timeout':
      return {
        outcome: 'failed',
        error: ` on ${remote}: ${read}: i/o timeout`,
        takesMs: names * attempts * timeoutMs,
      };
    case 'refused':
      return {
        outcome: 'failed',
        error: ` on ${remote}: ${read}: read: connection refused`,
        takesMs: 0,
      };
    default:
      return {
        outcome: 'failed',
        error: ` on ${remote}: dial udp ${remote}: connect: ${connection.error}`,
        takesMs: 0,
      };
  }
}

/** The client's end of a connection, as messages show it; the port is any of the usual range. */
export function clientSocket({ status }: Pod): string {
  const port = 32_768 + Math.floor(Math.random() * 28_232);
  return `${status?.podIP ?? '0.0.0.0'}:${port}`;
}

/** Addresses that the cluster's DNS has under a full name. */
function recordsOf(fullName: string, state: ClusterState): string[] {
  const suffix = `.svc.${DOMAIN}`;
  const name = fullName.toLowerCase();
  if (!name.endsWith(suffix)) {
    return [];
  }
  const labels = name.slice(0, -suffix.length).split('.');
  const [serviceName, namespace] = labels.slice(-2);
  const service =
    namespace === undefined
      ? undefined
      : state.get(SERVICE, namespace, serviceName);
  if (!service) {
    return [];
  }
  switch (labels.length) {
    case 2:
      return addressesOfService(service, state);
    case 3:
      return addressesOfMember(labels[0], service, state);
    default:
      return [];
  }
}

function addressesOfService(service: Service, state: ClusterState): string[] {
  const { type, externalName, clusterIP, clusterIPs } = service.spec;
  if (type === 'ExternalName') {
    return externalName === undefined ? [] : recordsOf(externalName, state);
  }
  return clusterIP === 'None'
    ? readyEndpoints(service, state).flatMap(({ addresses }) => addresses)
    : clusterIPs ?? (clusterIP ? [clusterIP] : []);
}

/** Pods of a StatefulSet have a name each below their headless Service. */
function addressesOfMember(
  hostname: string,
  service: Service,
  state: ClusterState,
): string[] {
  return readyEndpoints(service, state)
    .filter(({ targetRef }) => {
      const pod =
        targetRef && state.get(POD, targetRef.namespace ?? '', targetRef.name);
      return (
        pod?.spec.hostname === hostname &&
        pod.spec.subdomain === service.metadata.name
      );
    })
    .flatMap(({ addresses }) => addresses);
}

function readyEndpoints(
  { metadata }: Service,
  state: ClusterState,
): EndpointSlice['endpoints'] {
  return state
    .list(ENDPOINT_SLICE, {
      namespace: metadata.namespace,
      labelSelector: `kubernetes.io/service-name=${metadata.name}`,
    })
    .flatMap(({ endpoints }) => endpoints ?? [])
    .filter(({ conditions }) => conditions.ready);
}
