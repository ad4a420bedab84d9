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

import { IngressHealth, RouteHealth } from '../health/Health';
import {
  ControllerSnapshot,
  IngressSnapshot,
  ServiceSnapshot,
  Snapshot,
} from '../snapshot/Snapshot';
import { ccuCapacityOf, ingressReplicasFor } from '../spec';
import { StackSpec } from '../spec/StackSpec';
import { workloadOfPod } from '../workloads/workloadOfPod';
import { WorkloadId } from '../workloads/types';
import {
  controllerVersion,
  findIngressController,
  findIngressService,
} from './ingressController';
import { wasRead } from './reads';

/** cert-manager's own, short-lived Ingress for a challenge. */
export function isSolverIngress({ name }: IngressSnapshot): boolean {
  return name.startsWith('cm-acme-http-solver-');
}

/** Ingresses of the Matrix namespace that people wrote. */
export function ownIngresses(snapshot: Snapshot): IngressSnapshot[] {
  return snapshot.ingresses.filter(
    ingress =>
      ingress.namespace === snapshot.namespace && !isSolverIngress(ingress),
  );
}

function workloadBehind(
  service: ServiceSnapshot,
  matrixNamespace: string,
): WorkloadId | undefined {
  return workloadOfPod(
    { namespace: service.namespace, labels: service.selector },
    matrixNamespace,
  );
}

/** The workload that a Service leads to: that of its pods, else the one its selector names. */
export function workloadOfService(
  service: ServiceSnapshot,
  snapshot: Snapshot,
): WorkloadId | undefined {
  const selected = snapshot.pods.find(
    pod =>
      pod.namespace === service.namespace &&
      Object.keys(service.selector).length > 0 &&
      Object.entries(service.selector).every(
        ([key, value]) => pod.labels[key] === value,
      ),
  );
  return (
    (selected && workloadOfPod(selected, snapshot.namespace)) ??
    workloadBehind(service, snapshot.namespace)
  );
}

function routeState(
  service: ServiceSnapshot | undefined,
  snapshot: Snapshot,
): RouteHealth['state'] {
  if (!wasRead(snapshot, 'services')) {
    return 'unknown';
  }
  if (!service) {
    return 'serviceMissing';
  }
  if (service.type === 'ExternalName') {
    return 'unknown';
  }
  if (service.readyEndpoints === undefined) {
    return 'unknown';
  }
  return service.readyEndpoints > 0 ? 'ready' : 'noEndpoints';
}

function routesOf(ingress: IngressSnapshot, snapshot: Snapshot): RouteHealth[] {
  const tlsHosts = new Set(ingress.tls.flatMap(({ hosts }) => hosts));
  return ingress.rules.flatMap(({ host, paths }) =>
    paths.flatMap(({ path, service: backend }) => {
      if (!backend) {
        return [];
      }
      const service = snapshot.services.find(
        ({ namespace, name }) =>
          namespace === ingress.namespace && name === backend.name,
      );
      const workload = service && workloadOfService(service, snapshot);
      return [
        {
          ingress: ingress.name,
          namespace: ingress.namespace,
          host: host ?? '*',
          path: path ?? '/',
          service: backend.name,
          ...(workload && { workload }),
          tls: host !== undefined && tlsHosts.has(host),
          state: routeState(service, snapshot),
        },
      ];
    }),
  );
}

function nodePortsOf(
  controller: ControllerSnapshot,
  snapshot: Snapshot,
): IngressHealth['nodePorts'] {
  const service = findIngressService(snapshot, controller);
  if (!service) {
    return undefined;
  }
  const nodePort = (wanted: number) =>
    service.ports.find(({ port }) => port === wanted)?.nodePort;
  const http = nodePort(80);
  const https = nodePort(443);
  return http === undefined && https === undefined
    ? undefined
    : {
        ...(http !== undefined && { http }),
        ...(https !== undefined && { https }),
      };
}

function controllerHealth(
  controller: ControllerSnapshot,
): IngressHealth['controller'] {
  const version = controllerVersion('ingress-nginx', controller);
  return {
    kind: controller.kind === 'DaemonSet' ? 'DaemonSet' : 'Deployment',
    namespace: controller.namespace,
    name: controller.name,
    ...(version && { version }),
    desired: controller.desired,
    ready: controller.ready,
  };
}

/** The ingress controller against the CCU target, and every route of the Matrix namespace. */
export function ingressHealth(
  snapshot: Snapshot,
  spec: StackSpec,
  /** Of all Matrix clusters that share the controller. */
  targetCcu: number = spec.targetCcu,
): IngressHealth {
  const controller = findIngressController(snapshot);
  const nodePorts = controller && nodePortsOf(controller, snapshot);
  return {
    ...(controller && { controller: controllerHealth(controller) }),
    targetReplicas:
      spec.ingress.exposure === 'nodeLocal'
        ? null
        : ingressReplicasFor(targetCcu).replicas,
    targetCcu,
    capacityCcu: ccuCapacityOf(controller?.ready ?? 0),
    exposure: spec.ingress.exposure,
    ...(nodePorts && { nodePorts }),
    routes: ownIngresses(snapshot).flatMap(ingress =>
      routesOf(ingress, snapshot),
    ),
  };
}
