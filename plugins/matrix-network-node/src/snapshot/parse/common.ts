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
  Condition,
  Labels,
  Protocol,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';

/** Lists may be absent or null in what the API serves. */
export function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform(items => items ?? []);
}

export const labelsSchema = z
  .record(z.string(), z.string())
  .nullish()
  .transform((labels): Labels => labels ?? {});

export const protocolSchema = z
  .enum(['TCP', 'UDP', 'SCTP'])
  .default('TCP')
  .transform((protocol): Protocol => protocol);

export const conditionsSchema = listOf(
  z.object({
    type: z.string(),
    status: z.enum(['True', 'False', 'Unknown']),
    reason: z.string().optional(),
    message: z.string().optional(),
    lastTransitionTime: z.string().nullish(),
  }),
).transform((conditions): Condition[] =>
  conditions.map(({ lastTransitionTime, ...condition }) => ({
    ...condition,
    ...(lastTransitionTime && { lastTransitionTime }),
  })),
);

/** Name and namespace of an object of a namespace. */
export const namespacedMetadata = z.object({
  name: z.string(),
  namespace: z.string().default(''),
  labels: labelsSchema,
});
