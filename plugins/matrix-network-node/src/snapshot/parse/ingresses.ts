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

import { IngressSnapshot } from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { labelsSchema, listOf } from './common';

const backendSchema = z.object({
  service: z
    .object({
      name: z.string(),
      port: z
        .object({ number: z.number().optional(), name: z.string().optional() })
        .prefault({}),
    })
    .optional(),
});

const rawIngress = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    annotations: labelsSchema,
  }),
  spec: z.object({
    ingressClassName: z.string().optional(),
    rules: listOf(
      z.object({
        host: z.string().optional(),
        http: z
          .object({
            paths: listOf(
              z.object({
                path: z.string().optional(),
                pathType: z.string().default('ImplementationSpecific'),
                backend: backendSchema,
              }),
            ),
          })
          .optional(),
      }),
    ),
    tls: listOf(
      z.object({
        hosts: listOf(z.string()),
        secretName: z.string().optional(),
      }),
    ),
  }),
  status: z
    .object({
      loadBalancer: z
        .object({
          ingress: listOf(
            z.object({
              ip: z.string().optional(),
              hostname: z.string().optional(),
            }),
          ),
        })
        .prefault({}),
    })
    .prefault({}),
});

/** Clients keep whole manifests there; no check reads them. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** An Ingress, reduced. The class may be given by the old annotation. */
export const ingressSchema = rawIngress.transform(
  ({ metadata, spec, status }): IngressSnapshot => {
    const { [LAST_APPLIED]: _, ...annotations } = metadata.annotations;
    return {
      namespace: metadata.namespace,
      name: metadata.name,
      className:
        spec.ingressClassName ?? annotations['kubernetes.io/ingress.class'],
      annotations,
      rules: spec.rules.map(({ host, http }) => ({
        host,
        paths: (http?.paths ?? []).map(({ path, pathType, backend }) => ({
          path,
          pathType,
          service: backend.service && {
            name: backend.service.name,
            port: backend.service.port.number ?? backend.service.port.name ?? 0,
          },
        })),
      })),
      tls: spec.tls,
      addresses: status.loadBalancer.ingress.flatMap(({ ip, hostname }) => {
        const address = ip ?? hostname;
        return address ? [address] : [];
      }),
    };
  },
);

/** An IngressClass, reduced. */
export const ingressClassSchema = z
  .object({
    metadata: z.object({ name: z.string(), annotations: labelsSchema }),
    spec: z.object({ controller: z.string().default('') }).prefault({}),
  })
  .transform(({ metadata, spec }) => ({
    name: metadata.name,
    controller: spec.controller,
    isDefault:
      metadata.annotations['ingressclass.kubernetes.io/is-default-class'] ===
      'true',
  }));
