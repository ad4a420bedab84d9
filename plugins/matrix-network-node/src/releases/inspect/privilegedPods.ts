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
import { Inspection } from './Inspection';

const containerSchema = z.looseObject({
  name: z.string(),
  securityContext: z
    .looseObject({
      privileged: z.boolean().optional(),
      capabilities: z
        .looseObject({ add: z.array(z.string()).optional() })
        .optional(),
    })
    .optional(),
});

const podSchema = z.looseObject({
  hostNetwork: z.boolean().optional(),
  hostPID: z.boolean().optional(),
  hostIPC: z.boolean().optional(),
  volumes: z.array(z.looseObject({ name: z.string() })).optional(),
  containers: z.array(containerSchema),
  initContainers: z.array(containerSchema).optional(),
});

const withPodsSchema = z.looseObject({
  spec: z.looseObject({ template: z.looseObject({ spec: podSchema }) }),
});

/** To bind ports 80 and 443 without root. */
const CAPABILITIES = ['NET_BIND_SERVICE'];

function podProblem(pod: z.output<typeof podSchema>): string | undefined {
  const host = (['hostNetwork', 'hostPID', 'hostIPC'] as const).find(
    field => pod[field],
  );
  if (host) {
    return `sets ${host}`;
  }
  const volume = pod.volumes?.find(each => 'hostPath' in each);
  if (volume) {
    return `mounts a path of the node (volume '${volume.name}')`;
  }
  for (const container of [...pod.containers, ...(pod.initContainers ?? [])]) {
    const { privileged, capabilities } = container.securityContext ?? {};
    if (privileged) {
      return `has a privileged container '${container.name}'`;
    }
    const added = capabilities?.add?.find(each => !CAPABILITIES.includes(each));
    if (added) {
      return `has container '${container.name}' with capability ${added}`;
    }
  }
  return undefined;
}

/** A pod that gets hold of its node. */
export const privilegedPods: Inspection = object => {
  const parsed = withPodsSchema.safeParse(object);
  const problem = parsed.success && podProblem(parsed.data.spec.template.spec);
  return problem
    ? `holds ${object.kind} '${object.metadata.name}', which ${problem}; no release needs that`
    : undefined;
};
