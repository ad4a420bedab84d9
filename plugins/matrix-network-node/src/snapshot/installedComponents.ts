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
  componentImage,
  ControllerSnapshot,
  InstalledComponent,
  KubernetesObject,
  Labels,
  ReleaseComponent,
  runsComponent,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { labelsSchema, listOf } from './parse/common';
import { controllerSchema } from './parse/controllers';
import { isOurs } from '../stack/isOurs';
import { ownerOf } from './ownerOf';

const VERSION = 'app.kubernetes.io/version';

/** An ingress-nginx that something else than this product installed, where there is none of this product's. */
export function foreignIngressController(
  controllers: readonly KubernetesObject[],
): InstalledComponent | undefined {
  return foreignComponent('ingress-nginx', controllers);
}

/** A cert-manager that something else than this product installed, where there is none of this product's. */
export function foreignCertManager(
  controllers: readonly KubernetesObject[],
): InstalledComponent | undefined {
  return foreignComponent('cert-manager', controllers);
}

/**
 * Labels that do not change with an upgrade, as a template's do: those that the
 * selector asks for, by value or, of the template, by key.
 */
function selectedBy(
  selector: { matchLabels: Labels; matchExpressions: { key: string }[] },
  podLabels: Labels,
): Labels {
  const keys = selector.matchExpressions.map(({ key }) => key);
  return {
    ...Object.fromEntries(
      Object.entries(podLabels).filter(([key]) => keys.includes(key)),
    ),
    ...selector.matchLabels,
  };
}

const podsSchema = z
  .object({
    spec: z.object({
      selector: z.object({
        matchLabels: labelsSchema,
        matchExpressions: listOf(z.object({ key: z.string() })),
      }),
      template: z.object({
        metadata: z.object({ labels: labelsSchema }).prefault({}),
        spec: z.object({ hostNetwork: z.boolean().nullish() }),
      }),
    }),
  })
  .transform(({ spec: { selector, template } }) => ({
    labels: selectedBy(selector, template.metadata.labels),
    hostNetwork: template.spec.hostNetwork ?? false,
  }));

interface Found {
  object: KubernetesObject;
  controller: ControllerSnapshot;
  pods: NonNullable<InstalledComponent['pods']>;
}

/**
 * One that somebody installs beside the stack's own does not replace it: the
 * policies would let the new one in and shut out the one that serves.
 */
function foreignComponent(
  component: ReleaseComponent,
  controllers: readonly KubernetesObject[],
): InstalledComponent | undefined {
  const found = controllers.flatMap((object): Found[] => {
    const controller = controllerSchema.safeParse(object).data;
    const pods = podsSchema.safeParse(object).data;
    return controller && pods && runsComponent(component, controller)
      ? [{ object, controller, pods }]
      : [];
  });
  if (found.some(({ object }) => isOurs(object))) {
    return undefined;
  }
  const used = found.find(servesOurClass) ?? found[0];
  if (!used) {
    return undefined;
  }
  const others = found
    .filter(one => one !== used)
    .map(({ controller: { namespace, name } }) => `${namespace}/${name}`);
  return {
    version: versionOf(component, used.controller),
    namespace: used.controller.namespace,
    owner: ownerOf(used.object),
    pods: used.pods,
    ...(others.length > 0 && { others }),
  };
}

/** Of several, not one that is for other Ingresses than those of IngressClass `nginx`. */
function servesOurClass({ controller: { args } }: Found): boolean {
  const flag = '--controller-class=';
  return args.every(
    arg => !arg.startsWith(flag) || arg === `${flag}k8s.io/ingress-nginx`,
  );
}

function versionOf(
  component: ReleaseComponent,
  { images, labels }: ControllerSnapshot,
): string {
  const image = componentImage(component, images) ?? '';
  const tag = /:v?(\d+\.\d+[^@/]*)(@|$)/.exec(image)?.[1];
  return tag ?? labels[VERSION]?.replace(/^v/, '') ?? 'unknown';
}
