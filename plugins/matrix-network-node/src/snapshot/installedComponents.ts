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
 * selector asks for, by value or, of the template, by key. One that only says what
 * must not be there asks for none: then those of the template, for none at all
 * would be every pod of the namespace.
 */
function selectedBy(
  selector: { matchLabels: Labels; matchExpressions: { key: string }[] },
  podLabels: Labels,
): Labels {
  const keys = selector.matchExpressions.map(({ key }) => key);
  const selected = {
    ...Object.fromEntries(
      Object.entries(podLabels).filter(([key]) => keys.includes(key)),
    ),
    ...selector.matchLabels,
  };
  return Object.keys(selected).length > 0 ? selected : podLabels;
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
  const ranked = byMerit(component, found);
  const [used] = ranked;
  if (!used) {
    return undefined;
  }
  const others = ranked.filter(
    one => one !== used && !isAdmittedWith(used, one),
  );
  const tied = others.filter(one => isTied(component, used, one));
  return {
    version: versionOf(component, used.controller),
    namespace: used.controller.namespace,
    owner: ownerOf(used.object),
    pods: used.pods,
    ...(others.length > 0 && { others: others.map(nameOf) }),
    ...(tied.length > 0 && { tied: [used, ...tied].map(nameOf) }),
  };
}

function nameOf({ controller: { namespace, name } }: Found): string {
  return `${namespace}/${name}`;
}

/** What speaks for one of several to be the one that serves, the weightiest first. */
const merits: readonly ((found: Found, of: ReleaseComponent) => boolean)[] = [
  // One that is scaled down for a while still is the one that its Ingresses wait for.
  servesOurClass,
  runs,
  ({ controller: { images } }, of) => componentImage(of, images) !== undefined,
  ({ controller: { namespace } }, of) => namespace === of,
];

/** Of equal ones, the order in which the cluster lists them stays. */
function byMerit(of: ReleaseComponent, found: readonly Found[]): Found[] {
  return [...found].sort((one, other) => {
    const decisive = merits.find(has => has(one, of) !== has(other, of));
    if (!decisive) {
      return 0;
    }
    return decisive(one, of) ? -1 : 1;
  });
}

function isTied(of: ReleaseComponent, used: Found, other: Found): boolean {
  return (
    runs(used) &&
    servesOurClass(used) &&
    merits.every(has => has(used, of) === has(other, of))
  );
}

/** A DaemonSet that nobody has counted the nodes of is taken to run. */
function runs({
  controller: { kind, desired, observedGeneration },
}: Found): boolean {
  return (
    desired > 0 || (kind === 'DaemonSet' && observedGeneration === undefined)
  );
}

/** Whether policies that let in the one let in the other as well. */
function isAdmittedWith(used: Found, other: Found): boolean {
  if (used.pods.hostNetwork || other.pods.hostNetwork) {
    return used.pods.hostNetwork && other.pods.hostNetwork;
  }
  return (
    used.controller.namespace === other.controller.namespace &&
    Object.entries(used.pods.labels).every(
      ([key, value]) => other.controller.podLabels[key] === value,
    )
  );
}

const CLASS_FLAG = '--controller-class';

/** Of several, not one that is for other Ingresses than those of IngressClass `nginx`. */
function servesOurClass({ controller: { args } }: Found): boolean {
  const said = args.flatMap((arg, index) => {
    if (arg === CLASS_FLAG) {
      return args.slice(index + 1, index + 2);
    }
    return arg.startsWith(`${CLASS_FLAG}=`)
      ? [arg.slice(CLASS_FLAG.length + 1)]
      : [];
  });
  return said.every(name => name === 'k8s.io/ingress-nginx');
}

function versionOf(
  component: ReleaseComponent,
  { images, labels }: ControllerSnapshot,
): string {
  const image = componentImage(component, images) ?? '';
  const tag = /:v?(\d+\.\d+[^@/]*)(@|$)/.exec(image)?.[1];
  return tag ?? labels[VERSION]?.replace(/^v/, '') ?? 'unknown';
}
