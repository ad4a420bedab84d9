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

import { InputError } from '@backstage/errors';
import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { kubernetesObjectSchema } from '../cluster/objectSchema';

/** Changes some of a release's objects; pure. */
export type Patch = (
  objects: readonly KubernetesObject[],
) => KubernetesObject[];

/** Runs patches one after the other. */
export function applyPatches(
  objects: readonly KubernetesObject[],
  patches: readonly Patch[],
): KubernetesObject[] {
  return patches.reduce<KubernetesObject[]>(
    (current, patch) => patch(current),
    [...objects],
  );
}

const stringMap = z.record(z.string(), z.string());

const containerSchema = z.looseObject({
  name: z.string(),
  image: z.string(),
  args: z.array(z.string()).optional(),
  ports: z
    .array(
      z.looseObject({
        containerPort: z.number(),
        name: z.string().optional(),
        protocol: z.string().optional(),
        hostPort: z.number().optional(),
      }),
    )
    .optional(),
});

/** A container of a pod template, as far as patches speak of it. */
export type Container = z.output<typeof containerSchema>;

const podTemplateSchema = z.looseObject({
  metadata: z
    .looseObject({
      labels: stringMap.optional(),
      annotations: stringMap.optional(),
    })
    .optional(),
  spec: z.looseObject({
    containers: z.array(containerSchema),
    initContainers: z.array(containerSchema).optional(),
  }),
});

/** Objects that run pods. */
export const podControllerSchema = kubernetesObjectSchema.extend({
  kind: z.enum(['Deployment', 'DaemonSet', 'Job']),
  spec: z.looseObject({
    replicas: z.number().optional(),
    selector: z.looseObject({ matchLabels: stringMap.optional() }).optional(),
    template: podTemplateSchema,
  }),
});

/** A Deployment, DaemonSet or Job, as far as patches speak of it. */
export type PodController = z.output<typeof podControllerSchema>;

export const serviceSchema = kubernetesObjectSchema.extend({
  kind: z.literal('Service'),
  spec: z.looseObject({
    type: z.string().optional(),
    ports: z.array(
      z.looseObject({
        name: z.string().optional(),
        port: z.number(),
        protocol: z.string().optional(),
        nodePort: z.number().optional(),
      }),
    ),
  }),
});

export const configMapSchema = kubernetesObjectSchema.extend({
  kind: z.literal('ConfigMap'),
  data: stringMap.nullish(),
});

export const webhookConfigurationSchema = kubernetesObjectSchema.extend({
  kind: z.enum([
    'ValidatingWebhookConfiguration',
    'MutatingWebhookConfiguration',
  ]),
  webhooks: z.array(z.looseObject({ name: z.string() })),
});

/** Changes the one object of this kind and name. @throws InputError when a release has none. */
export function patchOne<T extends KubernetesObject>(
  target: { kind: string; name: string; schema: z.ZodType<T> },
  change: (object: T) => KubernetesObject,
): Patch {
  const isTarget = (object: KubernetesObject) =>
    object.kind === target.kind && object.metadata.name === target.name;
  return objects => {
    if (!objects.some(isTarget)) {
      throw new InputError(
        `The release's manifest has no ${target.kind} '${target.name}', which the stack must set up`,
      );
    }
    return objects.map(object =>
      isTarget(object) ? change(target.schema.parse(object)) : object,
    );
  };
}

/** Changes every Deployment, DaemonSet and Job. */
export function patchPodControllers(
  change: (object: PodController) => KubernetesObject,
): Patch {
  return objects =>
    objects.map(object => {
      const parsed = podControllerSchema.safeParse(object);
      return parsed.success ? change(parsed.data) : object;
    });
}

/** A pod controller with its containers changed. */
export function mapContainers(
  object: PodController,
  change: (container: Container) => Container,
): PodController {
  const { template } = object.spec;
  const { containers, initContainers } = template.spec;
  return {
    ...object,
    spec: {
      ...object.spec,
      template: {
        ...template,
        spec: {
          ...template.spec,
          containers: containers.map(change),
          ...(initContainers && {
            initContainers: initContainers.map(change),
          }),
        },
      },
    },
  };
}

/** A pod controller with fields of its pods' spec set. */
export function withPodSpec(
  object: PodController,
  fields: Record<string, unknown>,
): PodController {
  const { template } = object.spec;
  return {
    ...object,
    spec: {
      ...object.spec,
      template: { ...template, spec: { ...template.spec, ...fields } },
    },
  };
}
