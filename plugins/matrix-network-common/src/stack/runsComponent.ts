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

import { ReleaseComponent } from '../releases/types';
import { ControllerSnapshot } from '../snapshot/Snapshot';
import { COMPONENT_LABEL, NAME_LABEL } from '../workloads/labels';

/** How the controller of a component is told from other workloads. */
interface Signature {
  /** The component's name, alone or after a distribution's: `rke2-ingress-nginx`. */
  name: RegExp;
  /** Upstream's image, mirrored anywhere, and the names that others give theirs. */
  image: RegExp;
}

const signatures: Readonly<Record<ReleaseComponent, Signature>> = {
  'ingress-nginx': {
    name: /(^|-)ingress-nginx$/,
    image:
      /(^|[/-])(ingress-nginx[/-]controller(-chroot)?|nginx-ingress-controller)([:@]|$)/,
  },
  'cert-manager': {
    name: /(^|-)cert-manager$/,
    image: /(^|[/-])cert-manager-controller([:@]|$)/,
  },
};

/**
 * Whether a Deployment or DaemonSet is the controller of a component, whoever
 * installed it: its image says so, and no label that it is another part (default
 * backend, admission, cainjector, whose image may be the controller's); or, of an
 * image of somebody's own, two labels do. A name alone is what scaffolding gives
 * to any workload.
 * @public
 */
export function runsComponent(
  component: ReleaseComponent,
  {
    kind,
    podLabels,
    images,
  }: Pick<ControllerSnapshot, 'kind' | 'podLabels' | 'images'>,
): boolean {
  const { name, image } = signatures[component];
  const role = podLabels[COMPONENT_LABEL];
  const isImage = images.some(one => image.test(one));
  const isNamed = name.test(podLabels[NAME_LABEL] ?? '');
  return (
    kind !== 'StatefulSet' &&
    (role === 'controller' ? isImage || isNamed : isImage && role === undefined)
  );
}

/** Of the images of a controller, the component's own. @public */
export function componentImage(
  component: ReleaseComponent,
  images: readonly string[],
): string | undefined {
  return images.find(image => signatures[component].image.test(image));
}
