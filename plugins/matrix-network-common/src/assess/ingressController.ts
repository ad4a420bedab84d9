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
  ServiceSnapshot,
  Snapshot,
} from '../snapshot/Snapshot';
import { upstreamVersion } from '../releases';

const NAME = 'app.kubernetes.io/name';
const COMPONENT = 'app.kubernetes.io/component';
const VERSION = 'app.kubernetes.io/version';

/** Upstream's image, mirrored anywhere, and the name that RKE2 and others give theirs. */
const image = /(^|\/)(ingress-nginx\/controller|nginx-ingress-controller)[:@]/;

function isIngressController(controller: ControllerSnapshot): boolean {
  return (
    controller.kind !== 'StatefulSet' &&
    ((controller.podLabels[NAME] === 'ingress-nginx' &&
      controller.podLabels[COMPONENT] === 'controller') ||
      controller.images.some(name => image.test(name)))
  );
}

/** The ingress-nginx of the cluster; the one in its own namespace where there are several. */
export function findIngressController(
  snapshot: Snapshot,
): ControllerSnapshot | undefined {
  const found = snapshot.controllers.filter(isIngressController);
  return (
    found.find(({ namespace }) => namespace === 'ingress-nginx') ?? found[0]
  );
}

/** Version of what a controller runs: from an image's tag, else from its version label. */
export function controllerVersion(
  controller: ControllerSnapshot,
  imageName: RegExp,
): string | undefined {
  const tag = controller.images
    .filter(name => imageName.test(name))
    .map(name => /:(v?\d+\.\d+[^@/]*)(@|$)/.exec(name)?.[1])
    .find(found => found !== undefined);
  const written = tag ?? controller.labels[VERSION];
  return written === undefined ? undefined : upstreamVersion(written);
}

/** Version of an ingress-nginx, without `v`. */
export function ingressVersion(
  controller: ControllerSnapshot,
): string | undefined {
  return controllerVersion(controller, image);
}

/** The Service that leads to the controller's ports 80 and 443, not the one of its webhook. */
export function findIngressService(
  snapshot: Snapshot,
  controller: ControllerSnapshot,
): ServiceSnapshot | undefined {
  return snapshot.services
    .filter(
      service =>
        service.namespace === controller.namespace &&
        Object.keys(service.selector).length > 0 &&
        Object.entries(service.selector).every(
          ([key, value]) => controller.podLabels[key] === value,
        ) &&
        service.ports.some(({ port }) => port === 80 || port === 443) &&
        !service.ports.some(({ targetPort }) => targetPort === 'webhook'),
    )
    .sort((a, b) => outwardness(b) - outwardness(a))[0];
}

function outwardness({ type }: ServiceSnapshot): number {
  return ['ClusterIP', 'NodePort', 'LoadBalancer'].indexOf(type);
}
