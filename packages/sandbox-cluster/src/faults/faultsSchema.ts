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
import { dropRuleSchema } from '../network';

const share = z.number().min(0).max(1);

/** Faults of a cluster, as the config file and the control endpoint give them. */
export const faultsSchema = z.strictObject({
  /** Every request waits this long first, in ms. */
  slowMs: z.number().int().min(0).max(60_000).default(0),
  /** Answers this share of the requests with an error of the server. */
  errors: z
    .strictObject({
      status: z.union([
        z.literal(429),
        z.literal(500),
        z.literal(502),
        z.literal(503),
        z.literal(504),
      ]),
      share,
    })
    .nullable()
    .default(null),
  /** Requests that are refused with 403; `*` stands for any. */
  forbid: z
    .array(
      z.strictObject({
        group: z.string().default('*'),
        resource: z.string(),
        verbs: z.array(z.string()).default(['*']),
        namespace: z.string().optional(),
      }),
    )
    .max(100)
    .default([]),
  /** Cuts the connection of this share of the requests. */
  reset: share.default(0),
  /** `ignored`: the network plugin looks right and lets everything through. */
  networkPolicies: z.literal('ignored').nullable().default(null),
  /** Packets that get lost, whatever the NetworkPolicies say. */
  dropped: z.array(dropRuleSchema).max(100).default([]),
  /** Images that no node can pull, by the beginning of their names. */
  unpullableImages: z.array(z.string().min(1)).max(100).default([]),
});

/** Faults that are switched on. */
export type Faults = z.output<typeof faultsSchema>;

/** As written by a person: whatever is left out is off. */
export type FaultsInput = z.input<typeof faultsSchema>;

/** No fault at all. */
export const noFaults: Faults = faultsSchema.parse({});
