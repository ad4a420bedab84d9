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
  dnsLabel,
  dnsSubdomain,
  listOf,
  optional,
  optionalText,
  portName,
  portNumber,
} from './fields';

const containerPort = z.object({
  containerPort: portNumber,
  hostPort: optional(z.union([z.literal(0), portNumber])),
  name: optionalText(portName),
  protocol: optionalText(z.enum(['TCP', 'UDP', 'SCTP'])).transform(
    protocol => protocol ?? 'TCP',
  ),
});

function checkPortNames(
  ports: readonly { name?: string }[],
  context: z.RefinementCtx,
) {
  const seen = new Set<string>();
  ports.forEach(({ name }, index) => {
    if (name !== undefined && seen.has(name)) {
      context.addIssue({
        code: 'custom',
        path: [index, 'name'],
        message: `"${name}" names two ports of the container`,
      });
    }
    seen.add(name ?? '');
  });
}

const container = z.object({
  name: dnsLabel,
  ports: listOf(containerPort).superRefine(checkPortNames),
  restartPolicy: optional(z.enum(['Always', 'OnFailure', 'Never'])),
});

function checkContainerNames(
  spec: {
    containers: readonly { name: string }[];
    initContainers: readonly { name: string }[];
  },
  context: z.RefinementCtx,
) {
  const seen = new Set<string>();
  (['initContainers', 'containers'] as const).forEach(field =>
    spec[field].forEach(({ name }, index) => {
      if (seen.has(name)) {
        context.addIssue({
          code: 'custom',
          path: [field, index, 'name'],
          message: `"${name}" names two containers of the pod`,
        });
      }
      seen.add(name);
    }),
  );
}

/** What of a pod's spec matters to the network; images, volumes and the rest are not looked at. */
export const podSpec = z
  .object({
    containers: z.array(container).min(1, 'a pod needs a container'),
    initContainers: listOf(container),
    hostNetwork: optional(z.boolean()).transform(value => value ?? false),
    nodeName: optionalText(dnsSubdomain),
  })
  .superRefine(checkContainerNames)
  .transform(({ containers, initContainers, hostNetwork, nodeName }) => ({
    hostNetwork,
    ...(nodeName && { nodeName }),
    // Of the init containers, only sidecars go on when the pod runs.
    ports: [
      ...containers,
      ...initContainers.filter(
        ({ restartPolicy }) => restartPolicy === 'Always',
      ),
    ].flatMap(({ ports }) =>
      ports.map(({ name, containerPort: port, protocol }) => ({
        ...(name !== undefined && { name }),
        port,
        protocol,
      })),
    ),
  }));

/** What a pod template comes to. */
export type PodSpec = z.output<typeof podSpec>;
