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
import {
  conditionsSchema,
  labelsSchema,
  listOf,
  protocolSchema,
} from './common';

const containerSchema = z.object({
  ports: listOf(
    z.object({
      name: z.string().optional(),
      containerPort: z.number(),
      protocol: protocolSchema,
    }),
  ),
});

const rawPod = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    labels: labelsSchema,
    deletionTimestamp: z.string().optional(),
    ownerReferences: listOf(
      z.object({
        kind: z.string(),
        name: z.string(),
        controller: z.boolean().optional(),
      }),
    ),
  }),
  spec: z.object({
    hostNetwork: z.boolean().default(false),
    nodeName: z.string().optional(),
    containers: listOf(containerSchema),
    /** Sidecars live here too. */
    initContainers: listOf(containerSchema),
  }),
  status: z
    .object({
      phase: z
        .enum(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'])
        .default('Unknown'),
      podIP: z.string().optional(),
      podIPs: listOf(z.object({ ip: z.string().optional() })),
      conditions: conditionsSchema,
    })
    .prefault({}),
});

/** A Pod, reduced. */
export const podSchema = rawPod.transform(
  ({ metadata, spec, status }): PodSnapshot => {
    const owner =
      metadata.ownerReferences.find(({ controller }) => controller) ??
      metadata.ownerReferences[0];
    return {
      namespace: metadata.namespace,
      name: metadata.name,
      labels: metadata.labels,
      ips: ipsOf(status),
      hostNetwork: spec.hostNetwork,
      phase: status.phase,
      ready: status.conditions.some(
        condition => condition.type === 'Ready' && condition.status === 'True',
      ),
      terminating: metadata.deletionTimestamp !== undefined,
      nodeName: spec.nodeName,
      ports: [...spec.containers, ...spec.initContainers].flatMap(({ ports }) =>
        ports.map(({ name, containerPort, protocol }) => ({
          name,
          port: containerPort,
          protocol,
        })),
      ),
      owner: owner && { kind: owner.kind, name: owner.name },
    };
  },
);

function ipsOf(status: {
  podIP?: string;
  podIPs: { ip?: string }[];
}): string[] {
  const all = status.podIPs.flatMap(({ ip }) => (ip ? [ip] : []));
  return all.length === 0 && status.podIP ? [status.podIP] : all;
}
