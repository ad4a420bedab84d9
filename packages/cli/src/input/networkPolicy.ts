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

import { NetworkPolicy } from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';

/** Fields that map names to text. */
const mapsOfText = ['labels', 'annotations', 'matchLabels'];
const listsOfText = ['values'];

/** `null` means "not set" to the API server; in a list or a map, "empty". */
function withoutNulls(value: unknown, of = ''): unknown {
  if (Array.isArray(value)) {
    const empty = listsOfText.includes(of) ? '' : {};
    return value.map(item => (item === null ? empty : withoutNulls(item)));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const fields = Object.entries(value);
  if (mapsOfText.includes(of)) {
    return Object.fromEntries(fields.map(([key, text]) => [key, text ?? '']));
  }
  return Object.fromEntries(
    fields.flatMap(([key, field]) =>
      field === null ? [] : [[key, withoutNulls(field, key)]],
    ),
  );
}

const labels = z.record(z.string(), z.string());
const selector = z.object({
  matchLabels: labels.optional(),
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
const peers = z
  .array(
    z.object({
      podSelector: selector.optional(),
      namespaceSelector: selector.optional(),
      ipBlock: z
        .object({ cidr: z.string(), except: z.array(z.string()).optional() })
        .optional(),
    }),
  )
  .optional();
const ports = z
  .array(
    z.object({
      protocol: z.enum(['TCP', 'UDP', 'SCTP']).optional(),
      port: z.union([z.number(), z.string()]).optional(),
      endPort: z.number().optional(),
    }),
  )
  .optional();

const shape = z.object({
  apiVersion: z.literal('networking.k8s.io/v1'),
  kind: z.literal('NetworkPolicy'),
  metadata: z.looseObject({
    name: z.string(),
    labels: labels.optional(),
    annotations: labels.optional(),
    managedFields: z.array(z.looseObject({})).optional(),
  }),
  spec: z
    .object({
      podSelector: selector.default({}),
      policyTypes: z.array(z.enum(['Ingress', 'Egress'])).optional(),
      ingress: z.array(z.object({ from: peers, ports })).optional(),
      egress: z.array(z.object({ to: peers, ports })).optional(),
    })
    .prefault({}),
});

/** A policy that validateNetworkPolicy has nothing against, in the namespace where it is. */
export function asNetworkPolicy(
  value: unknown,
  namespace: string,
): NetworkPolicy | undefined {
  const parsed = shape.safeParse(withoutNulls(value)).data;
  if (!parsed) {
    return undefined;
  }
  const { name, labels: own, annotations, managedFields } = parsed.metadata;
  return {
    ...parsed,
    metadata: {
      name,
      namespace,
      ...(own && { labels: own }),
      ...(annotations && { annotations }),
      ...(managedFields && { managedFields }),
    },
  };
}
