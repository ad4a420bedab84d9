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
import {
  annotations,
  dnsLabel,
  dnsSubdomain,
  finalizer,
  labels,
  listOf,
  namePrefix,
  optional,
  optionalText,
} from './fields';

const ownerReference = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  controller: optional(z.boolean()),
});

const time = optional(
  z.iso.datetime({
    offset: true,
    error: 'a time such as 2026-01-31T12:00:00Z is accepted',
  }),
);

/** What every object has. */
const common = {
  generateName: optionalText(namePrefix),
  labels,
  annotations,
  creationTimestamp: time,
  deletionTimestamp: time,
  finalizers: listOf(finalizer),
  generation: optional(z.number().int()),
};

/** Metadata of an object that lives in a namespace; without one, in `default`, as kubectl has it. */
export const namespacedMeta = z.object({
  ...common,
  name: dnsSubdomain,
  namespace: optionalText(dnsLabel).transform(name => name ?? 'default'),
  ownerReferences: listOf(ownerReference),
});

/** Metadata of a Namespace. */
export const namespaceMeta = z.object({ ...common, name: dnsLabel });

/** Metadata of an object of the whole cluster. */
export const clusterWideMeta = z.object({ ...common, name: dnsSubdomain });

const anything = z.unknown().optional();

/** The same, without unknown fields. */
export const strictClusterWideMeta = z.strictObject({
  ...clusterWideMeta.shape,
  deletionGracePeriodSeconds: anything,
  managedFields: anything,
  // The API server drops it.
  namespace: anything,
  ownerReferences: anything,
  resourceVersion: anything,
  selfLink: anything,
  uid: anything,
});
