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

import { IssuerSnapshot } from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { conditionsSchema, labelsSchema, listOf } from './common';

const podTemplateSchema = z
  .object({
    metadata: z.object({ labels: labelsSchema }).prefault({}),
  })
  .prefault({});

const solverSchema = z
  .object({
    http01: z
      .object({
        ingress: z.object({ podTemplate: podTemplateSchema }).prefault({}),
      })
      .optional(),
    dns01: z.unknown().optional(),
  })
  .transform(({ http01 }) => ({
    type: http01 ? ('http01' as const) : ('dns01' as const),
    podLabels: http01?.ingress.podTemplate.metadata.labels ?? {},
  }));

/** An Issuer or ClusterIssuer, reduced. */
export const issuerSchema = z
  .object({
    kind: z.enum(['ClusterIssuer', 'Issuer']),
    metadata: z.object({
      name: z.string(),
      namespace: z.string().optional(),
    }),
    spec: z.object({
      acme: z
        .object({
          server: z.string().optional(),
          email: z.string().optional(),
          solvers: listOf(solverSchema),
        })
        .optional(),
      selfSigned: z.unknown().optional(),
      ca: z.unknown().optional(),
    }),
    status: z.object({ conditions: conditionsSchema }).prefault({}),
  })
  .transform(
    ({ kind, metadata, spec, status }): IssuerSnapshot => ({
      kind,
      namespace: metadata.namespace,
      name: metadata.name,
      type: typeOf(spec),
      acmeServer: spec.acme?.server,
      email: spec.acme?.email,
      solvers: spec.acme?.solvers ?? [],
      conditions: status.conditions,
    }),
  );

function typeOf(spec: {
  acme?: unknown;
  selfSigned?: unknown;
  ca?: unknown;
}): IssuerSnapshot['type'] {
  if (spec.acme !== undefined) {
    return 'acme';
  }
  if (spec.selfSigned !== undefined) {
    return 'selfSigned';
  }
  return spec.ca === undefined ? 'other' : 'ca';
}
