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
import { Container, Deployment } from '../controllers/kinds';
import { ingressNginxRelease } from '../mirror/ingressNginx';
import { driftedSpec } from './driftedSpec';
import { ingress } from './manifests';

/** Label of the one node that takes traffic from outside. */
export const EDGE_LABEL = 'node.example.org/edge';

const settings = {
  'allow-snippet-annotations': 'false',
  'proxy-body-size': '100m',
  'proxy-read-timeout': '600',
  'proxy-send-timeout': '600',
  'ssl-protocols': 'TLSv1.2 TLSv1.3',
};

/** ingress-nginx v1.11.1 as somebody set it up for one edge node. */
export function driftedIngressController(): KubernetesObject[] {
  return (ingressNginxRelease('1.11.1') ?? []).map(object => {
    switch (object.kind) {
      case 'Deployment':
        return forEdgeNode(object as Deployment);
      case 'Service':
        return withNodePorts(object);
      case 'ConfigMap':
        return { ...object, data: settings };
      default:
        return object;
    }
  });
}

const nodePorts: Readonly<Record<string, number>> = {
  http: driftedSpec.ingress.nodePorts.http,
  https: driftedSpec.ingress.nodePorts.https,
};

function withNodePorts(object: KubernetesObject): KubernetesObject {
  const spec = object.spec as { type?: string; ports: { name: string }[] };
  return spec.type === 'NodePort'
    ? {
        ...object,
        spec: {
          ...spec,
          ports: spec.ports.map(port => ({
            ...port,
            nodePort: nodePorts[port.name],
          })),
        },
      }
    : object;
}

/** Two replicas that both want port 80 of the only node that fits. */
function forEdgeNode(deployment: Deployment): Deployment {
  const { spec } = deployment;
  const podSpec = spec.template.spec;
  return {
    ...deployment,
    spec: {
      ...spec,
      replicas: 2,
      template: {
        ...spec.template,
        spec: {
          ...podSpec,
          nodeSelector: { ...podSpec.nodeSelector, [EDGE_LABEL]: 'true' },
          containers: podSpec.containers.map(withHostPorts),
        },
      },
    },
  };
}

function withHostPorts(container: Container): Container {
  return {
    ...container,
    ports: container.ports?.map(port =>
      port.containerPort === 80 || port.containerPort === 443
        ? { ...port, hostPort: port.containerPort }
        : port,
    ),
  };
}

/** The route whose Service was never made. */
export function wellKnownIngress(): KubernetesObject {
  return ingress({
    namespace: driftedSpec.namespace,
    name: 'matrix-well-known',
    host: driftedSpec.domain,
    tlsSecret: 'test-tls',
    paths: [
      { path: '/.well-known/matrix', service: 'matrix-well-known', port: 80 },
    ],
  });
}
