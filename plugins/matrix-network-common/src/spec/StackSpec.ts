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

import { z } from 'zod';

/** Schema of {@link StackSpec}: the user's answers for one Matrix cluster. @public */
export const stackSpecSchema = z.strictObject({
  name: z.string(),
  kubernetesCluster: z.string(),
  namespace: z.string().default('matrix'),
  domain: z.string(),
  contactEmail: z.string().optional(),
  targetCcu: z.number().int().positive(),
  workloads: z
    .strictObject({
      lawfulInterception: z.boolean().default(true),
      liveKit: z.boolean().default(true),
      antivirus: z.boolean().default(true),
      syncSystem: z.boolean().default(true),
      keyVault: z.boolean().default(true),
      elementWeb: z.boolean().default(true),
      turn: z.boolean().default(true),
      haproxy: z.boolean().default(false),
      sygnal: z.boolean().default(false),
    })
    .prefault({}),
  ingress: z
    .strictObject({
      release: z.string().default('1.15.1'),
      exposure: z
        .enum(['nodePort', 'loadBalancer', 'nodeLocal'])
        .default('nodePort'),
      nodePorts: z
        .strictObject({
          http: z.number().int().default(30080),
          https: z.number().int().default(30443),
        })
        .prefault({}),
      /** Something in front of the NodePorts forwards ports 80 and 443 to them. */
      port80Forwarded: z.boolean().default(false),
    })
    .prefault({}),
  certificates: z
    .strictObject({
      management: z
        .enum(['install', 'existing', 'external'])
        .default('install'),
      release: z.string().default('1.21.1'),
      issuer: z
        .enum([
          'letsencrypt-prod',
          'letsencrypt-staging',
          'selfsigned',
          'organisation-ca',
        ])
        .default('letsencrypt-prod'),
      /** Secret with the organisation's CA, for issuer `organisation-ca`. */
      organisationCaSecret: z.string().optional(),
      wildcard: z.boolean().default(false),
    })
    .prefault({}),
  network: z
    .strictObject({
      podCidrs: z.array(z.string()).default([]),
      serviceCidrs: z.array(z.string()).default([]),
      nodeCidrs: z.array(z.string()).default([]),
      apiServers: z.array(z.string()).default([]),
      nodeLocalDns: z.boolean().default(true),
      /** LI PostgreSQL subscribes to main PostgreSQL (contract row F30); off by default. */
      liReplicationFromMain: z.boolean().default(false),
    })
    .prefault({}),
  images: z
    .strictObject({ registry: z.string().nullable().default(null) })
    .prefault({}),
  monitoring: z
    .strictObject({ prometheusNamespace: z.string().default('monitoring') })
    .prefault({}),
  /** Contract rows of the team's own, beside those that ship with the product. */
  contract: z.array(z.unknown()).default([]),
});

/** @public */
export type StackSpec = z.output<typeof stackSpecSchema>;

/** What a user may write: only `name`, `kubernetesCluster`, `domain` and `targetCcu` have no default. @public */
export type StackSpecInput = z.input<typeof stackSpecSchema>;
