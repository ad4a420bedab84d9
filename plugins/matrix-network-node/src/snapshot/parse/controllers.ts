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
  ControllerSnapshot,
  KubernetesObject,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { conditionsSchema, labelsSchema, listOf } from './common';

const count = z.number().default(0);

const rawController = z.object({
  kind: z.enum(['Deployment', 'DaemonSet', 'StatefulSet']),
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    labels: labelsSchema,
    generation: z.number().optional(),
    managedFields: listOf(
      z.object({
        manager: z.string().optional(),
        subresource: z.string().optional(),
      }),
    ),
  }),
  spec: z.object({
    replicas: z.number().default(1),
    template: z.object({
      metadata: z.object({ labels: labelsSchema }).prefault({}),
      spec: z.object({
        containers: listOf(
          z.object({
            image: z.string().default(''),
            command: listOf(z.string()),
            args: listOf(z.string()),
          }),
        ),
      }),
    }),
  }),
  status: z
    .object({
      observedGeneration: z.number().optional(),
      readyReplicas: count,
      availableReplicas: count,
      updatedReplicas: count,
      desiredNumberScheduled: count,
      numberReady: count,
      numberAvailable: count,
      updatedNumberScheduled: count,
      conditions: conditionsSchema,
    })
    .prefault({}),
});

type RawController = z.output<typeof rawController>;

/** A Deployment, DaemonSet or StatefulSet, reduced. */
export const controllerSchema = rawController.transform(
  (controller): ControllerSnapshot => {
    const { kind, metadata, spec, status } = controller;
    const { containers } = spec.template.spec;
    return {
      kind,
      namespace: metadata.namespace,
      name: metadata.name,
      labels: metadata.labels,
      podLabels: spec.template.metadata.labels,
      ...countsOf(controller),
      observedGeneration: status.observedGeneration,
      generation: metadata.generation,
      conditions: status.conditions,
      images: containers.map(({ image }) => image),
      autoscaled: isAutoscaled(controller),
      args: containers.flatMap(({ command, args }) => [...command, ...args]),
    };
  },
);

export function parseController(object: KubernetesObject) {
  return controllerSchema.safeParse(object);
}

function countsOf({ kind, spec, status }: RawController) {
  return kind === 'DaemonSet'
    ? {
        desired: status.desiredNumberScheduled,
        ready: status.numberReady,
        available: status.numberAvailable,
        updated: status.updatedNumberScheduled,
      }
    : {
        desired: spec.replicas,
        ready: status.readyReplicas,
        available: status.availableReplicas,
        updated: status.updatedReplicas,
      };
}

/** An autoscaler writes through the scale subresource, as the controller manager; people do so as kubectl. */
function isAutoscaled({ metadata }: RawController): boolean {
  return metadata.managedFields.some(
    ({ manager, subresource }) =>
      subresource === 'scale' && manager === 'kube-controller-manager',
  );
}
