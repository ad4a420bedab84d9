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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';

const stringMap = z.record(z.string(), z.string());

const managedFieldsEntry = z.looseObject({
  manager: z.string().optional(),
  operation: z.string().optional(),
  apiVersion: z.string().optional(),
  time: z.string().optional(),
  fieldsType: z.string().optional(),
  fieldsV1: z.record(z.string(), z.unknown()).optional(),
  subresource: z.string().optional(),
});

const ownerReference = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  uid: z.string(),
  controller: z.boolean().optional(),
  blockOwnerDeletion: z.boolean().optional(),
});

const metadataSchema = z.looseObject({
  name: z.string(),
  namespace: z.string().optional(),
  labels: stringMap.optional(),
  annotations: stringMap.optional(),
  uid: z.string().optional(),
  resourceVersion: z.string().optional(),
  generation: z.number().optional(),
  creationTimestamp: z.string().optional(),
  deletionTimestamp: z.string().optional(),
  finalizers: z.array(z.string()).optional(),
  ownerReferences: z.array(ownerReference).optional(),
  managedFields: z.array(managedFieldsEntry).optional(),
});

/** Any object as the API serves it: what we rely on is checked, all the rest is kept as it is. */
export const kubernetesObjectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: metadataSchema,
});

const listSchema = z.object({
  metadata: z
    .object({ continue: z.string().optional() })
    .optional()
    .default({}),
  items: z.array(z.record(z.string(), z.unknown())).nullish(),
});

export function parseKubernetesObject(value: unknown): KubernetesObject {
  return kubernetesObjectSchema.parse(value);
}

/** One page of a list. Items of a list carry neither `apiVersion` nor `kind`; they get them here. */
export function parseList(
  value: unknown,
  kind: { apiVersion: string; kind: string },
): { items: KubernetesObject[]; continueToken?: string } {
  const list = listSchema.parse(value);
  return {
    items: (list.items ?? []).map(item =>
      parseKubernetesObject({
        ...item,
        apiVersion: kind.apiVersion,
        kind: kind.kind,
      }),
    ),
    continueToken: list.metadata.continue || undefined,
  };
}
