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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ContainerPort, PodSpec } from '../controllers/kinds';

/** A port as `name:number` or `name:number/UDP`. */
export type PortText = string;

/** What the demo's workload objects are built from. */
export interface WorkloadInput {
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  namespace: string;
  name: string;
  image: string;
  /** Labels of the pods; the selector is `selector` or else all of them. */
  labels: Record<string, string>;
  selector?: Record<string, string>;
  annotations?: Record<string, string>;
  ports?: PortText[];
  args?: string[];
  replicas?: number;
  hostNetwork?: boolean;
  nodeSelector?: Record<string, string>;
  /** First ordinal of a StatefulSet's pods, which then start in parallel. */
  firstOrdinal?: number;
}

/** The object of a workload. */
export function workload(input: WorkloadInput): KubernetesObject {
  const { kind, name, labels, selector = labels, replicas } = input;
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: input.namespace, labels: { ...labels } },
    spec: {
      ...(kind === 'DaemonSet' ? {} : { replicas: replicas ?? 1 }),
      ...(kind === 'StatefulSet' ? statefulSetFields(input) : {}),
      selector: { matchLabels: selector },
      template: {
        metadata: {
          labels,
          ...(input.annotations ? { annotations: input.annotations } : {}),
        },
        spec: podSpec(input),
      },
    },
  };
}

function statefulSetFields({ name, firstOrdinal }: WorkloadInput) {
  return {
    serviceName: name,
    podManagementPolicy: 'Parallel',
    ...(firstOrdinal === undefined
      ? {}
      : { ordinals: { start: firstOrdinal } }),
  };
}

function podSpec({
  name,
  image,
  ports,
  args,
  hostNetwork,
  nodeSelector,
}: WorkloadInput): PodSpec {
  return {
    ...(hostNetwork ? { hostNetwork } : {}),
    ...(nodeSelector ? { nodeSelector } : {}),
    containers: [
      {
        name,
        image,
        ...(args ? { args } : {}),
        ...(ports ? { ports: ports.map(parsePort) } : {}),
      },
    ],
  };
}

function parsePort(text: PortText): ContainerPort {
  const [name, rest] = text.split(':');
  const [number, protocol] = rest.split('/');
  return {
    name,
    containerPort: Number(number),
    protocol: protocol === 'UDP' ? 'UDP' : 'TCP',
  };
}

/** A ClusterIP Service; `ports` lead to the pods' ports of the same number. */
export function service(input: {
  namespace: string;
  name: string;
  selector: Record<string, string>;
  ports: PortText[];
  headless?: boolean;
  clusterIP?: string;
  /** Whether pods that are not ready are among its addresses. */
  publishNotReady?: boolean;
  labels?: Record<string, string>;
}): KubernetesObject {
  const { name, selector, ports, publishNotReady, labels } = input;
  const clusterIP = input.headless ? 'None' : input.clusterIP;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace: input.namespace,
      ...(labels ? { labels } : {}),
    },
    spec: {
      ...(clusterIP ? { clusterIP } : {}),
      ...(publishNotReady ? { publishNotReadyAddresses: true } : {}),
      selector,
      ports: ports.map(parsePort).map(port => ({
        name: port.name,
        port: port.containerPort,
        targetPort: port.containerPort,
        protocol: port.protocol,
      })),
    },
  };
}

/** A Namespace; the API server adds `kubernetes.io/metadata.name` itself. */
export function namespace(
  name: string,
  labels: Record<string, string> = {},
): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** An Ingress of class nginx with one host. */
export function ingress(input: {
  namespace: string;
  name: string;
  host: string;
  paths: { path: string; service: string; port: number }[];
  tlsSecret: string;
  /** The ClusterIssuer that cert-manager is to get the certificate from. */
  issuer?: string;
}): KubernetesObject {
  const { host, paths, tlsSecret } = input;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: input.name,
      namespace: input.namespace,
      ...(input.issuer
        ? { annotations: { 'cert-manager.io/cluster-issuer': input.issuer } }
        : {}),
    },
    spec: {
      ingressClassName: 'nginx',
      tls: [{ hosts: [host], secretName: tlsSecret }],
      rules: [
        {
          host,
          http: {
            paths: paths.map(({ path, service: name, port }) => ({
              path,
              pathType: 'Prefix',
              backend: { service: { name, port: { number: port } } },
            })),
          },
        },
      ],
    },
  };
}

/** A Job whose pods carry `labels`. */
export function job(input: {
  namespace: string;
  name: string;
  image: string;
  labels: Record<string, string>;
}): KubernetesObject {
  const { name, image, labels } = input;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: input.namespace, labels: { ...labels } },
    spec: {
      backoffLimit: 3,
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: 'OnFailure',
          containers: [{ name: 'job', image }],
        },
      },
    },
  };
}

/** A CustomResourceDefinition that takes any fields: its kind exists, nothing acts on it. */
export function openCrd(
  group: string,
  kind: string,
  plural: string,
  scope: 'Namespaced' | 'Cluster' = 'Namespaced',
  version = 'v1',
): KubernetesObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope,
      names: {
        kind,
        plural,
        singular: kind.toLowerCase(),
        listKind: `${kind}List`,
      },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              'x-kubernetes-preserve-unknown-fields': true,
            },
          },
        },
      ],
    },
  };
}
