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

import { Controller, ControllerContext, keyOf } from './Controller';
import {
  ENDPOINT_SLICE,
  EndpointSlice,
  Pod,
  POD,
  Service,
  SERVICE,
  ServicePort,
} from './kinds';
import { controllerReference, isAlive, shortHash } from './podTemplate';
import { serviceSelects } from './selectors';
import { isReady } from './workloadPods';

const MANAGER = 'kube-controller-manager';
const SERVICE_NAME = 'kubernetes.io/service-name';

/** Service with a selector → EndpointSlices with the addresses of its pods. */
export const endpointSliceController: Controller = {
  name: 'endpointslice',
  keysFor({ object }, { state }) {
    if (object.kind === 'Service') {
      return [keyOf(object)];
    }
    return object.kind === 'Pod'
      ? state
          .list(SERVICE, { namespace: object.metadata.namespace })
          .filter(({ spec }) =>
            serviceSelects(spec.selector, object.metadata.labels),
          )
          .map(keyOf)
      : [];
  },
  reconcile({ namespace, name }, context) {
    const service = context.state.get(SERVICE, namespace, name);
    if (!service || !service.spec.selector) {
      return;
    }
    const slices = slicesFor(service, context);
    slices.forEach(slice => write(slice, context));
    const names = slices.map(({ metadata }) => metadata.name);
    context.state
      .list(ENDPOINT_SLICE, {
        namespace,
        labelSelector: `${SERVICE_NAME}=${name}`,
      })
      .filter(({ metadata }) => !names.includes(metadata.name))
      .forEach(({ metadata }) =>
        context.state.remove(ENDPOINT_SLICE, namespace, metadata.name),
      );
  },
};

/** One slice for each set of ports that a named targetPort resolves to; one empty slice without pods. */
function slicesFor(
  service: Service,
  { state }: ControllerContext,
): EndpointSlice[] {
  const pods = state
    .list(POD, { namespace: service.metadata.namespace })
    .filter(
      pod =>
        serviceSelects(service.spec.selector, pod.metadata.labels) &&
        pod.status?.podIP !== undefined &&
        isAlive(pod),
    );
  const groups = new Map<string, Pod[]>();
  for (const pod of pods) {
    const ports = JSON.stringify(portsOn(service, pod));
    groups.set(ports, [...(groups.get(ports) ?? []), pod]);
  }
  if (groups.size === 0) {
    groups.set('[]', []);
  }
  return [...groups].map(([ports, members]) =>
    sliceOf(service, JSON.parse(ports), members),
  );
}

function portsOn(service: Service, pod: Pod): EndpointSlice['ports'] {
  return (service.spec.ports ?? []).flatMap(servicePort => {
    const port = targetPort(servicePort, pod);
    return port === undefined
      ? []
      : [
          {
            name: servicePort.name ?? '',
            port,
            protocol: servicePort.protocol ?? 'TCP',
            appProtocol: servicePort.appProtocol,
          },
        ];
  });
}

/** The number on this pod that a Service's port leads to. */
export function targetPort(
  { port, targetPort: target = port, protocol = 'TCP' }: ServicePort,
  pod: Pod,
): number | undefined {
  return typeof target === 'number'
    ? target
    : pod.spec.containers
        .flatMap(({ ports }) => ports ?? [])
        .find(
          candidate =>
            candidate.name === target &&
            (candidate.protocol ?? 'TCP') === protocol,
        )?.containerPort;
}

function sliceOf(
  service: Service,
  ports: EndpointSlice['ports'],
  pods: Pod[],
): EndpointSlice {
  const { name, namespace, uid } = service.metadata;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${name}-${shortHash([uid, ports], 5)}`,
      namespace,
      labels: {
        [SERVICE_NAME]: name,
        'endpointslice.kubernetes.io/managed-by':
          'endpointslice-controller.k8s.io',
      },
      ownerReferences: [controllerReference(service)],
    },
    addressType: 'IPv4',
    endpoints: pods
      .map(pod => endpointOf(pod, service))
      .sort((a, b) => a.addresses[0].localeCompare(b.addresses[0])),
    ports,
  };
}

function endpointOf(
  pod: Pod,
  service: Service,
): EndpointSlice['endpoints'][number] {
  const serving = isReady(pod);
  return {
    addresses: [pod.status?.podIP ?? ''],
    conditions: {
      ready: serving || service.spec.publishNotReadyAddresses === true,
      serving,
      terminating: false,
    },
    nodeName: pod.spec.nodeName,
    targetRef: {
      kind: 'Pod',
      namespace: pod.metadata.namespace,
      name: pod.metadata.name,
      uid: pod.metadata.uid,
    },
  };
}

function write(slice: EndpointSlice, { state }: ControllerContext): void {
  const { namespace, name } = slice.metadata;
  const current = state.get(ENDPOINT_SLICE, namespace, name);
  const wanted: EndpointSlice = JSON.parse(JSON.stringify(slice));
  if (!current) {
    state.create(wanted, MANAGER);
  } else if (
    JSON.stringify(current.endpoints) !== JSON.stringify(wanted.endpoints) ||
    JSON.stringify(current.ports) !== JSON.stringify(wanted.ports)
  ) {
    state.update(
      { ...current, endpoints: wanted.endpoints, ports: wanted.ports },
      MANAGER,
    );
  }
}

/** Addresses behind a Service that take traffic now. */
export function readyAddresses(slices: readonly EndpointSlice[]): string[] {
  return slices.flatMap(({ endpoints }) =>
    (endpoints ?? [])
      .filter(({ conditions }) => conditions.ready)
      .flatMap(({ addresses }) => addresses),
  );
}
