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
import { KindRef } from './ClusterClient';
import { ApiResource } from './Discovery';

/** A kind, and how it is addressed. */
export interface DefinedKind extends KindRef {
  resource: ApiResource;
}

const definitionSchema = z.object({
  spec: z.object({
    group: z.string(),
    scope: z.string(),
    names: z.object({ kind: z.string(), plural: z.string() }),
    versions: z.array(z.object({ name: z.string(), served: z.boolean() })),
  }),
});

/**
 * What a CustomResourceDefinition makes the API server serve: one kind, in each of
 * its served versions. Nothing where it does not say so in a way that is known.
 */
export function definedKinds(definition: KubernetesObject): DefinedKind[] {
  const { success, data } = definitionSchema.safeParse(definition);
  if (!success) {
    return [];
  }
  const { group, scope, names, versions } = data.spec;
  return versions
    .filter(({ served }) => served)
    .map(({ name }) => ({
      apiVersion: `${group}/${name}`,
      kind: names.kind,
      resource: { name: names.plural, namespaced: scope === 'Namespaced' },
    }));
}
