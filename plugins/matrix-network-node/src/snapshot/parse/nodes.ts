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
import { conditionsSchema, listOf } from './common';

/** A Node, reduced. */
export const nodeSchema = z
  .object({
    metadata: z.object({ name: z.string() }),
    spec: z
      .object({ podCIDR: z.string().optional(), podCIDRs: listOf(z.string()) })
      .prefault({}),
    status: z
      .object({
        addresses: listOf(z.object({ type: z.string(), address: z.string() })),
        conditions: conditionsSchema,
      })
      .prefault({}),
  })
  .transform(({ metadata, spec, status }) => ({
    name: metadata.name,
    addresses: status.addresses
      .filter(({ type }) => type === 'InternalIP' || type === 'ExternalIP')
      .map(({ address }) => address),
    podCidrs:
      spec.podCIDRs.length === 0 && spec.podCIDR
        ? [spec.podCIDR]
        : spec.podCIDRs,
    ready: status.conditions.some(
      condition => condition.type === 'Ready' && condition.status === 'True',
    ),
  }));

/** A Node, reduced. */
export type NodeSnapshot = z.output<typeof nodeSchema>;
