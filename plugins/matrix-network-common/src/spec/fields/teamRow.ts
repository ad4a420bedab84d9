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
import { workloads } from '../../workloads/catalogue';
import { WorkloadId } from '../../workloads/types';
import { isCidr, isIpAddress } from './addresses';
import { dnsLabelSchema } from './dnsLabel';

const workloadIds: ReadonlySet<string> = new Set(workloads.map(({ id }) => id));

/** Says whether the text names a workload. */
export function isWorkloadId(text: string): text is WorkloadId {
  return workloadIds.has(text);
}

const labelPart = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  const prefix = key.slice(0, Math.max(slash, 0));
  return (
    labelPart.test(key.slice(slash + 1)) &&
    (slash === -1 || /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(prefix))
  );
}

/** Labels as Kubernetes takes them; an empty value is a value. */
const podLabelsSchema = z
  .record(
    z.string().refine(isLabelKey, {
      error: 'expected a label key, such as app.kubernetes.io/name',
    }),
    z.string().refine(value => value === '' || labelPart.test(value), {
      error:
        'expected a label value: at most 63 letters, digits, dashes, underscores and dots',
    }),
  )
  .refine(labels => Object.keys(labels).length <= 20, {
    error: 'expected at most 20 labels',
  });

const peerText =
  'expected the id of a workload, such as key-vault, an IP address, a CIDR, or { namespace, podLabels }';

/** One end of a team's row. */
export const teamPeerSchema = z.union(
  [
    z
      .string()
      .refine(text => isWorkloadId(text) || isIpAddress(text) || isCidr(text), {
        error: peerText,
      }),
    z.strictObject({
      namespace: dnsLabelSchema.optional(),
      podLabels: podLabelsSchema,
    }),
  ],
  { error: peerText },
);

/** A contract row of a team's own. */
export const teamRowSchema = z.strictObject({
  id: z
    .string()
    .refine(
      id => /^[A-Za-z][A-Za-z0-9_-]{0,31}$/.test(id) && !/^[FN]\d+$/.test(id),
      {
        error:
          'expected a short id of letters, digits and dashes, such as T1; F1, N1 and the like belong to the product',
      },
    ),
  source: teamPeerSchema,
  destination: teamPeerSchema,
  port: z.number().int().min(1).max(65535),
  protocol: z.enum(['TCP', 'UDP', 'SCTP']).default('TCP'),
  expectation: z.enum(['mustWork', 'mustNotWork']),
  why: z.string().min(1).max(300),
});

/** @public */
export type TeamRow = z.output<typeof teamRowSchema>;
