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

import {
  LabelSelector,
  NetworkPolicy,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { kubernetesObjectSchema } from '../../cluster/objectSchema';

const selectorSchema: z.ZodType<LabelSelector> = z.looseObject({
  matchLabels: z.record(z.string(), z.string()).optional(),
  matchExpressions: z
    .array(
      z.object({
        key: z.string(),
        operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
        values: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

const peerSchema = z.looseObject({
  podSelector: selectorSchema.optional(),
  namespaceSelector: selectorSchema.optional(),
  ipBlock: z
    .object({ cidr: z.string(), except: z.array(z.string()).optional() })
    .optional(),
});

const portSchema = z.looseObject({
  protocol: z.enum(['TCP', 'UDP', 'SCTP']).optional(),
  port: z.union([z.number(), z.string()]).optional(),
  endPort: z.number().optional(),
});

const specSchema = z.looseObject({
  podSelector: selectorSchema.default({}),
  policyTypes: z.array(z.enum(['Ingress', 'Egress'])).optional(),
  ingress: z
    .array(
      z.looseObject({
        from: z.array(peerSchema).optional(),
        ports: z.array(portSchema).optional(),
      }),
    )
    .optional(),
  egress: z
    .array(
      z.looseObject({
        to: z.array(peerSchema).optional(),
        ports: z.array(portSchema).optional(),
      }),
    )
    .optional(),
});

/** A NetworkPolicy as it is, with `managedFields`: they tell who edited it. */
export const networkPolicySchema = kubernetesObjectSchema
  .extend({ spec: specSchema.prefault({}) })
  .transform(
    (policy): NetworkPolicy => ({
      ...policy,
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
    }),
  );
