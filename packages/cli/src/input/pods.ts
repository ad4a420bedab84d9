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

import { PodSnapshot } from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { ipAddress, listOf, optional } from './fields';
import { namespacedMeta } from './objectMeta';
import { podSpec } from './podSpec';

const status = z
  .object({
    phase: optional(
      z.enum(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown']),
    ),
    podIP: optional(z.union([z.literal(''), ipAddress])),
    podIPs: listOf(z.object({ ip: ipAddress })),
  })
  .nullish()
  .transform(given => given ?? { phase: undefined, podIP: '', podIPs: [] });

/** Where both are there and differ, `podIP` counts, as to the API server. */
function addressesOf(
  podIP: string | undefined,
  podIPs: readonly { ip: string }[],
): string[] {
  const all = podIPs.map(({ ip }) => ip);
  return podIP && podIP !== all[0] ? [podIP] : [...new Set(all)];
}

/** A Pod. */
export const podSchema = z
  .object({ metadata: namespacedMeta, spec: podSpec, status })
  .transform(({ metadata, spec, status: { phase, podIP, podIPs } }) => {
    const owner =
      metadata.ownerReferences.find(({ controller }) => controller) ??
      metadata.ownerReferences[0];
    const pod: PodSnapshot = {
      namespace: metadata.namespace,
      name: metadata.name,
      labels: metadata.labels,
      ips: addressesOf(podIP, podIPs),
      ...spec,
      // A manifest has no status: what it describes is judged as if it ran.
      phase: phase ?? 'Running',
      ready: true,
      terminating: false,
      ...(owner && { owner: { kind: owner.kind, name: owner.name } }),
    };
    return { pod, ownerReferences: metadata.ownerReferences };
  });
