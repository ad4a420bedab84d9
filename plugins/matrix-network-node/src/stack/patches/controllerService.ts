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

import { StackSpec } from '@matrix-network/backstage-plugin-matrix-network-common';
import { INGRESS_CONTROLLER } from '../ingressNginx';
import { Patch, patchOne, serviceSchema } from '../manifests';

type IngressSpec = StackSpec['ingress'];

/** How the controller is reached from outside. */
export function controllerService(ingress: IngressSpec): Patch {
  return patchOne(
    { kind: 'Service', name: INGRESS_CONTROLLER, schema: serviceSchema },
    service => ({
      ...service,
      spec: {
        ...service.spec,
        ...exposureOf(ingress),
        ports: service.spec.ports.map(port => ({
          ...port,
          ...nodePortOf(ingress, port.port),
        })),
      },
    }),
  );
}

/**
 * `externalTrafficPolicy: Local` keeps the client's address, which rate limits
 * and logs go by. Nodes without a controller then do not answer: a cloud's
 * balancer sees that by itself, one in front of NodePorts must check the port.
 */
function exposureOf(ingress: IngressSpec): Record<string, unknown> {
  switch (ingress.exposure) {
    case 'loadBalancer':
      return { type: 'LoadBalancer', externalTrafficPolicy: 'Local' };
    case 'nodePort':
      return { type: 'NodePort', externalTrafficPolicy: 'Local' };
    default:
      // Clients reach the nodes' own ports 80 and 443; the Service is for inside.
      return { type: 'ClusterIP' };
  }
}

function nodePortOf(ingress: IngressSpec, port: number): { nodePort?: number } {
  if (ingress.exposure !== 'nodePort') {
    return {};
  }
  const { http, https } = ingress.nodePorts;
  if (port === 80) {
    return { nodePort: http };
  }
  return port === 443 ? { nodePort: https } : {};
}
