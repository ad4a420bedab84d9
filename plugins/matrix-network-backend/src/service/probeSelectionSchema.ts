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

import { workloads } from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';

const workloadId = z.enum(workloads.map(({ id }) => id));

/** Which flows to probe, as a request says it. */
export const probeSelectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('isolation') }),
  z.strictObject({ kind: z.literal('contract') }),
  z.strictObject({
    kind: z.literal('rows'),
    rows: z.array(z.string().min(1).max(64)).min(1).max(200),
  }),
  z.strictObject({
    kind: z.literal('flow'),
    source: z.union([workloadId, z.literal('unlabelled-pod')]),
    destination: workloadId,
    port: z.number().int().min(1).max(65_535).optional(),
  }),
]);
