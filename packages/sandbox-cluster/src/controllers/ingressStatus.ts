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
  controllerOf,
  IngressController,
  isIngressController,
} from './ingressNginx';
import { INGRESS, NODE, Pod, SERVICE } from './kinds';
import { nodeAddress } from './podAddresses';

const MANAGER = 'nginx-ingress-controller';

/** Ingress → `status.loadBalancer`, written by its controller once one is ready. */
export const ingressStatusController: Controller = {
  name: 'ingress-status',
  keysFor({ object }, { state }) {
    if (object.kind === 'Ingress') {
      return [keyOf(object)];
    }
    const concerns =
      object.kind === 'IngressClass' ||
      (object.kind === 'Service' && object.spec !== undefined) ||
      (object.kind === 'Pod' && isIngressController(object as Pod));
    return concerns ? state.list(INGRESS).map(keyOf) : [];
  },
  reconcile({ namespace, name }, context) {
    const ingress = context.state.get(INGRESS, namespace, name);
    const controller = ingress && controllerOf(ingress, context.state);
    if (!ingress || !controller) {
      return;
    }
    context.state.setStatus(
      INGRESS,
      ingress,
      { loadBalancer: { ingress: addresses(controller, context) } },
      MANAGER,
    );
  },
};

/** Addresses of the published Service, or of the nodes that run a ready controller. */
function addresses(
  { publishService, readyPods }: IngressController,
  { state }: ControllerContext,
): { ip?: string; hostname?: string }[] {
  if (publishService) {
    const [namespace, name] = publishService.split('/');
    const service = state.get(SERVICE, namespace, name);
    return service?.status?.loadBalancer?.ingress ?? [];
  }
  const ips = readyPods.flatMap(({ spec }) => {
    const node = state.get(NODE, undefined, spec.nodeName ?? '');
    return (node && nodeAddress(node)) ?? [];
  });
  return [...new Set(ips)].sort().map(ip => ({ ip }));
}
