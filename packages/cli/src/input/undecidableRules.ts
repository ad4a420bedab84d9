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

const withDomainNames = z.object({
  spec: z.object({
    egress: z
      .array(
        z.object({
          to: z.array(z.object({ domainNames: z.unknown().optional() })),
        }),
      )
      .optional(),
  }),
});

const withPriority = z.object({ spec: z.object({ priority: z.number() }) });

/** A part of an administrator's policy that leaves flows without a verdict. */
export interface Undecidable {
  policy: { kind: string; name: string };
  path: string;
  message: string;
}

function domainNames(object: KubernetesObject): Undecidable[] {
  const { data } = withDomainNames.safeParse(object);
  return (data?.spec.egress ?? []).flatMap((rule, index) =>
    rule.to.flatMap((peer, nth) =>
      peer.domainNames
        ? [
            {
              policy: { kind: object.kind, name: object.metadata.name },
              path: `spec.egress[${index}].to[${nth}].domainNames`,
              message:
                'the addresses of a name are not known here; flows to addresses outside that come to this rule are left out',
            },
          ]
        : [],
    ),
  );
}

function samePriority(objects: readonly KubernetesObject[]): Undecidable[] {
  const first = new Map<number, string>();
  return objects.flatMap(object => {
    const { data } = withPriority.safeParse(object);
    if (!data) {
      return [];
    }
    const { priority } = data.spec;
    const { name } = object.metadata;
    const other = first.get(priority);
    first.set(priority, other ?? name);
    return other === undefined
      ? []
      : [
          {
            policy: { kind: object.kind, name },
            path: 'spec.priority',
            message: `"${other}" has priority ${priority}, too; flows on which the two contradict each other are left out`,
          },
        ];
  });
}

/** What of administrators' policies the API leaves open, or needs to know more than manifests say. */
export function undecidableRules(
  objects: readonly KubernetesObject[],
): Undecidable[] {
  return [...objects.flatMap(domainNames), ...samePriority(objects)];
}
