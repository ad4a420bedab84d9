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
import { dnsLabel, dnsSubdomain, labels, listOf, optional } from './fields';

const ownerReference = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  controller: optional(z.boolean()),
});

/** Metadata of an object that lives in a namespace; without one, in `default`, as kubectl has it. */
export const namespacedMeta = z.object({
  name: dnsSubdomain,
  namespace: optional(dnsLabel).transform(name => name ?? 'default'),
  labels,
  ownerReferences: listOf(ownerReference),
});

/** Metadata of a Namespace. */
export const namespaceMeta = z.object({ name: dnsLabel, labels });
