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

import { INGRESS_CONTROLLER } from '../ingressNginx';
import {
  Container,
  mapContainers,
  Patch,
  patchOne,
  PodController,
  podControllerSchema,
  withPodSpec,
} from '../manifests';

/** Fields of a Deployment's spec that a DaemonSet does not have. */
const deploymentOnly = [
  'replicas',
  'strategy',
  'progressDeadlineSeconds',
  'paused',
];

/**
 * One controller on each node, on the node's own ports 80 and 443, instead of a
 * Deployment: no second hop, and capacity grows with the nodes.
 */
export const nodeLocalController: Patch = patchOne(
  { kind: 'Deployment', name: INGRESS_CONTROLLER, schema: podControllerSchema },
  deployment => {
    const onHost = withPodSpec(
      mapContainers(deployment, container =>
        container.name === 'controller' ? onHostPorts(container) : container,
      ),
      { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' },
    );
    return toDaemonSet(onHost);
  },
);

function toDaemonSet(deployment: PodController): PodController {
  const { template, ...rest } = deployment.spec;
  const kept = Object.fromEntries(
    Object.entries(rest).filter(([field]) => !deploymentOnly.includes(field)),
  );
  return {
    ...deployment,
    kind: 'DaemonSet',
    spec: {
      ...kept,
      template,
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: 1 },
      },
    },
  };
}

/** On the host network a container's ports are the node's; the API wants both numbers equal. */
function onHostPorts(container: Container): Container {
  return {
    ...container,
    args: [...(container.args ?? []), '--report-node-internal-ip-address=true'],
    ports: container.ports?.map(port => ({
      ...port,
      hostPort: port.containerPort,
    })),
  };
}
