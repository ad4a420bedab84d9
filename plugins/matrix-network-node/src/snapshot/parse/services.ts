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

import { ServiceSnapshot } from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import {
  labelsSchema,
  listOf,
  namespacedMetadata,
  protocolSchema,
} from './common';

/** A Service, reduced; its endpoints are counted from EndpointSlices. */
export const serviceSchema = z
  .object({
    metadata: namespacedMetadata,
    spec: z.object({
      type: z.string().default('ClusterIP'),
      selector: labelsSchema,
      clusterIP: z.string().optional(),
      clusterIPs: listOf(z.string()),
      externalTrafficPolicy: z.string().optional(),
      publishNotReadyAddresses: z.boolean().optional(),
      ports: listOf(
        z.object({
          name: z.string().optional(),
          port: z.number(),
          targetPort: z.union([z.number(), z.string()]).optional(),
          nodePort: z.number().optional(),
          protocol: protocolSchema,
        }),
      ),
    }),
  })
  .transform(({ metadata, spec }): ServiceSnapshot => {
    const addresses =
      spec.clusterIPs.length === 0 && spec.clusterIP
        ? [spec.clusterIP]
        : spec.clusterIPs;
    return {
      namespace: metadata.namespace,
      name: metadata.name,
      type: spec.type,
      selector: spec.selector,
      clusterIPs: addresses.filter(address => address !== 'None'),
      ports: spec.ports,
      externalTrafficPolicy: spec.externalTrafficPolicy,
      publishNotReadyAddresses: spec.publishNotReadyAddresses,
    };
  });

/** An EndpointSlice, as far as it says which Service has which addresses. */
export const endpointSliceSchema = z
  .object({
    metadata: namespacedMetadata,
    ports: listOf(
      z.object({ name: z.string().nullish(), port: z.number().nullish() }),
    ),
    endpoints: listOf(
      z.object({
        addresses: listOf(z.string()),
        /** An absent condition means ready. */
        conditions: z
          .object({ ready: z.boolean().nullish() })
          .nullish()
          .transform(conditions => conditions?.ready ?? true),
      }),
    ),
  })
  .transform(({ metadata, ports, endpoints }) => ({
    namespace: metadata.namespace,
    service: metadata.labels['kubernetes.io/service-name'],
    ports: ports.flatMap(({ port }) => (port ? [port] : [])),
    readyAddresses: endpoints
      .filter(({ conditions }) => conditions)
      .flatMap(({ addresses }) => addresses),
  }));

export type EndpointSlice = z.output<typeof endpointSliceSchema>;

/** Services with their ready endpoints counted; left open where EndpointSlices could not be read. */
export function withEndpoints(
  services: readonly ServiceSnapshot[],
  slices: readonly EndpointSlice[] | undefined,
): ServiceSnapshot[] {
  if (!slices) {
    return [...services];
  }
  const addresses = new Map<string, Set<string>>();
  for (const { namespace, service, readyAddresses } of slices) {
    const key = `${namespace}/${service}`;
    const known = addresses.get(key) ?? new Set();
    readyAddresses.forEach(address => known.add(address));
    addresses.set(key, known);
  }
  return services.map(service => ({
    ...service,
    readyEndpoints:
      addresses.get(`${service.namespace}/${service.name}`)?.size ?? 0,
  }));
}
