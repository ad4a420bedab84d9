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
  NetworkPolicySpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterState } from '../controllers/ClusterState';
import {
  ContainerPort,
  EndpointSlice,
  Pod,
  POD,
  Service,
} from '../controllers/kinds';
import { calicoNode } from '../demo/networkPlugins';
import { namespace } from '../demo/manifests';
import { nodeName, nodes } from '../demo/nodes';
import { Connection, DataPlane, lookup, NetworkConditions } from '../network';
import { plainNetwork } from '../network';
import { createObjectStore } from '../store/MemoryObjectStore';

const MANAGER = 'test';

/** A pod as a test writes it: `matrix/web`. */
export interface PodInput {
  at: string;
  ip: string | string[];
  labels?: Record<string, string>;
  /** `http:80`, `dns:53/UDP`; the name may be left out. */
  ports?: string[];
  node?: 1 | 2 | 3;
  hostNetwork?: boolean;
  phase?: 'Running' | 'Succeeded' | 'Pending';
  args?: string[];
  spec?: Partial<Pod['spec']>;
}

/** A cluster without controllers: tests write what is there, and connect. */
export class NetworkFixture {
  readonly store = createObjectStore();
  readonly state = new ClusterState(this.store);
  conditions: NetworkConditions = plainNetwork;

  /** @param plugin - objects that install a network plugin; by default Calico's agent */
  constructor(plugin: readonly KubernetesObject[] = [calicoNode()]) {
    this.add(
      ...['default', 'kube-system', 'calico-system', 'kube-flannel'].map(name =>
        namespace(name),
      ),
      namespace('matrix', { team: 'chat' }),
      namespace('monitoring'),
      ...nodes('test'),
      ...plugin,
    );
  }

  close(): void {
    this.state.close();
    this.store.close();
  }

  add(...objects: KubernetesObject[]): this {
    objects.forEach(object => this.store.create(object, { manager: MANAGER }));
    return this;
  }

  pod(input: PodInput): this {
    const [space, name] = input.at.split('/');
    const node = input.node ?? 1;
    const ips = [input.ip].flat();
    const pod: Pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: space, labels: input.labels ?? {} },
      spec: {
        nodeName: nodeName('test', node),
        ...(input.hostNetwork ? { hostNetwork: true } : {}),
        containers: [
          {
            name: 'main',
            image: 'example.org/main:1',
            ports: (input.ports ?? []).map(parsePort),
            ...(input.args ? { args: input.args } : {}),
          },
        ],
        ...input.spec,
      },
    };
    this.add(pod);
    const phase = input.phase ?? 'Running';
    const startedAt = '2026-01-01T00:00:00Z';
    this.state.setStatus(
      POD,
      this.podNamed(input.at),
      {
        phase,
        hostIP: `172.30.0.${10 + node}`,
        podIP: ips[0],
        podIPs: ips.map(ip => ({ ip })),
        conditions: [
          { type: 'Ready', status: phase === 'Running' ? 'True' : 'False' },
        ],
        containerStatuses: pod.spec.containers.map(container => ({
          name: container.name,
          image: container.image,
          imageID: '',
          ready: phase === 'Running',
          started: phase === 'Running',
          restartCount: 0,
          state:
            phase === 'Running'
              ? { running: { startedAt } }
              : { waiting: { reason: 'ContainerCreating' } },
        })),
      },
      MANAGER,
    );
    return this;
  }

  policy(at: string, spec: NetworkPolicySpec): this {
    const [space, name] = at.split('/');
    return this.add({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace: space },
      spec,
    });
  }

  /** A Service and one slice of endpoints; `ready` false marks all as not ready. */
  service(
    at: string,
    spec: Service['spec'],
    endpoints: { addresses: string[]; port: number; ready?: boolean } = {
      addresses: [],
      port: 1,
    },
    labels: Record<string, string> = {},
  ): this {
    const [space, name] = at.split('/');
    const { ports = [] } = spec;
    const slice: EndpointSlice = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: `${name}-1`,
        namespace: space,
        labels: { 'kubernetes.io/service-name': name },
      },
      addressType: 'IPv4',
      endpoints: endpoints.addresses.map(address => ({
        addresses: [address],
        conditions: {
          ready: endpoints.ready ?? true,
          serving: endpoints.ready ?? true,
          terminating: false,
        },
        targetRef: this.podAt(address),
      })),
      ports: ports.map(({ name: portName = '', protocol = 'TCP' }) => ({
        name: portName,
        port: endpoints.port,
        protocol,
      })),
    };
    return this.add(
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace: space, labels },
        spec,
      },
      slice,
    );
  }

  /** The cluster's DNS: one pod and its Service. */
  dns(phase: PodInput['phase'] = 'Running'): this {
    return this.pod({
      at: 'kube-system/coredns',
      ip: '10.244.3.53',
      node: 3,
      labels: { 'k8s-app': 'kube-dns' },
      ports: ['dns:53/UDP', 'dns-tcp:53'],
      phase,
    }).service(
      'kube-system/kube-dns',
      {
        clusterIP: '10.96.0.10',
        selector: { 'k8s-app': 'kube-dns' },
        ports: [{ name: 'dns', port: 53, protocol: 'UDP' }],
      },
      { addresses: ['10.244.3.53'], port: 53, ready: phase === 'Running' },
      { 'k8s-app': 'kube-dns' },
    );
  }

  get network(): DataPlane {
    return new DataPlane(this.state, () => this.conditions);
  }

  /** Tries `10.0.0.1:80`, `10.0.0.1:53/UDP` or `[fd00::1]:80`. */
  connect(from: string, to: string): Connection {
    const [, v6, v4, port, protocol] =
      /^(?:\[(.*)\]|([^:]*)):(\d+)(?:\/(\w+))?$/.exec(to) ?? [];
    return this.network.connect(this.podNamed(from), {
      address: v6 ?? v4,
      port: Number(port),
      protocol: protocol === 'UDP' || protocol === 'SCTP' ? protocol : 'TCP',
    });
  }

  /** What came of an attempt, in a word: `timeout egress`. */
  outcome(from: string, to: string): string {
    const connection = this.connect(from, to);
    switch (connection.outcome) {
      case 'timeout':
        return `timeout ${connection.where}`;
      case 'unreachable':
        return connection.error;
      default:
        return connection.outcome;
    }
  }

  lookup(from: string, name: string) {
    return lookup(this.podNamed(from), name, this.state, this.network);
  }

  podNamed(at: string): Pod {
    const [space, name] = at.split('/');
    const pod = this.state.get(POD, space, name);
    if (!pod) {
      throw new Error(`There is no pod ${at}`);
    }
    return pod;
  }

  private podAt(address: string) {
    const pod = this.state
      .list(POD)
      .find(({ status }) => status?.podIP === address);
    return pod && { kind: 'Pod', ...pod.metadata };
  }
}

function parsePort(text: string): ContainerPort {
  const [, name, number, protocol] =
    /^(?:([\w-]+):)?(\d+)(?:\/(\w+))?$/.exec(text) ?? [];
  return {
    ...(name ? { name } : {}),
    containerPort: Number(number),
    protocol: protocol === 'UDP' || protocol === 'SCTP' ? protocol : 'TCP',
  };
}
