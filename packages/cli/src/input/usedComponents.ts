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
  ClusterFacts,
  InstalledComponents,
  SPEC_API_VERSION,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';

/** How documents name what a stack uses in place of its own. */
export const USED_KIND = 'UsedComponent';

const fields = {
  'ingress-nginx': 'ingressController',
  'cert-manager': 'certManager',
} as const;

const document = z.object({
  apiVersion: z.literal(SPEC_API_VERSION),
  kind: z.literal(USED_KIND),
  metadata: z.object({ name: z.enum(['ingress-nginx', 'cert-manager']) }),
  spec: z.object({
    namespace: z.string(),
    pods: z.object({
      labels: z.record(z.string(), z.string()),
      hostNetwork: z.boolean(),
    }),
  }),
});

/** A component that was on the cluster before, as far as policies know it. */
export type UsedComponentDocument = z.output<typeof document>;

type Name = UsedComponentDocument['metadata']['name'];

/** What a stack that was rendered with these facts uses in place of its own. */
export function usedDocuments(
  { certificates }: StackSpec,
  facts: ClusterFacts,
): UsedComponentDocument[] {
  const names: Name[] =
    certificates.management === 'external'
      ? ['ingress-nginx']
      : ['ingress-nginx', 'cert-manager'];
  return names.flatMap((name): UsedComponentDocument[] => {
    const { namespace, pods } = facts[fields[name]] ?? {};
    return namespace && pods
      ? [
          {
            apiVersion: SPEC_API_VERSION,
            kind: USED_KIND,
            metadata: { name },
            spec: { namespace, pods },
          },
        ]
      : [];
  });
}

/** The document as what a cluster would have told. Policies depend on neither version nor owner. */
export const usedComponentSchema = document.transform(
  ({ metadata, spec }): InstalledComponents => ({
    [fields[metadata.name]]: { version: 'unknown', owner: 'unknown', ...spec },
  }),
);
