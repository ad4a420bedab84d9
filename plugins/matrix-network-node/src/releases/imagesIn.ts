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

/** An image that a manifest runs, and where it says so. @public */
export interface UsedImage {
  /** As written: registry, path, tag and digest. */
  image: string;
  /** `Deployment cert-manager/cert-manager`. */
  object: string;
  /** Container, or the flag that names an image which the component starts by itself. */
  place: string;
}

const containersSchema = z
  .array(
    z.looseObject({
      name: z.string(),
      image: z.string(),
      command: z.array(z.string()).optional(),
      args: z.array(z.string()).optional(),
    }),
  )
  .optional();

const podTemplateSchema = z.looseObject({
  spec: z.looseObject({
    containers: containersSchema,
    initContainers: containersSchema,
  }),
});

const withPodsSchema = z.looseObject({
  spec: z.union([
    z.looseObject({ template: podTemplateSchema }),
    z
      .looseObject({
        jobTemplate: z.looseObject({
          spec: z.looseObject({ template: podTemplateSchema }),
        }),
      })
      .transform(({ jobTemplate }) => jobTemplate.spec),
  ]),
});

/** `--acme-http01-solver-image=quay.io/…`, in one argument or in two. */
const flag = /^(--[\w-]*image)(?:=(\S+))?$/;

function flagImages(args: readonly string[]): [string, string][] {
  return args.flatMap((arg, index): [string, string][] => {
    const [, name, inline] = flag.exec(arg) ?? [];
    const image = inline ?? (name && args[index + 1]);
    return name && image ? [[name, image]] : [];
  });
}

/** Every image that the pods of these objects run, and those that only a flag names. @public */
export function imagesIn(objects: readonly KubernetesObject[]): UsedImage[] {
  return objects.flatMap(object => {
    const parsed = withPodsSchema.safeParse(object);
    if (!parsed.success) {
      return [];
    }
    const { name, namespace } = object.metadata;
    const title = `${object.kind} ${namespace ? `${namespace}/` : ''}${name}`;
    const { containers = [], initContainers = [] } =
      parsed.data.spec.template.spec;
    return [...initContainers, ...containers].flatMap(container => [
      {
        image: container.image,
        object: title,
        place: `container ${container.name}`,
      },
      ...flagImages([
        ...(container.command ?? []),
        ...(container.args ?? []),
      ]).map(([place, image]) => ({ image, object: title, place })),
    ]);
  });
}
