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

import { Controller, keyOf } from './Controller';
import { Service, SERVICE } from './kinds';

const MANAGER = 'cloud-controller-manager';

/**
 * Service of type LoadBalancer → an address out of `pool`, as a bare-metal
 * load balancer gives it. When the pool is used up the Service stays pending.
 * @param pool - IPv4 addresses, by default 192.0.2.240 to 192.0.2.254 (TEST-NET-1)
 */
export function createLoadBalancerController(
  pool: readonly string[] = Array.from(
    { length: 15 },
    (_, index) => `192.0.2.${240 + index}`,
  ),
): Controller {
  return {
    name: 'load-balancer',
    keysFor: ({ object }, { state }) =>
      object.kind === 'Service'
        ? state.list(SERVICE).filter(isPending).map(keyOf)
        : [],
    reconcile({ namespace, name }, { state }) {
      const service = state.get(SERVICE, namespace, name);
      if (!service || !isPending(service)) {
        return;
      }
      const taken = state.list(SERVICE).flatMap(addressesOf);
      const ip = pool.find(candidate => !taken.includes(candidate));
      if (ip) {
        state.setStatus(
          SERVICE,
          service,
          { ...service.status, loadBalancer: { ingress: [{ ip }] } },
          MANAGER,
        );
      }
    },
  };
}

function addressesOf({ status }: Service): string[] {
  return (status?.loadBalancer?.ingress ?? []).flatMap(({ ip }) => ip ?? []);
}

function isPending(service: Service): boolean {
  return (
    service.spec.type === 'LoadBalancer' && addressesOf(service).length === 0
  );
}
