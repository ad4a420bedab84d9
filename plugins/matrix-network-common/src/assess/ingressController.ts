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
import { ReleaseComponent } from '../releases/types';
import { componentImage, runsComponent } from '../stack/runsComponent';
import { InstalledComponent } from '../stack/types';

const VERSION = 'app.kubernetes.io/version';

/** The controller that the stack uses as it is, where it is one of these. */
export function findUsed(
  used: InstalledComponent | undefined,
  found: readonly ControllerSnapshot[],
): ControllerSnapshot | undefined {
  return found.find(
    ({ namespace, podLabels }) =>
      namespace === used?.namespace &&
      Object.entries(used.pods?.labels ?? {}).every(
        ([key, value]) => podLabels[key] === value,
      ),
  );
}

/** The ingress-nginx that the stack uses; where there are several of which none is known to be, the one in its own namespace. */
export function findIngressController({
  controllers,
  facts,
}: Snapshot): ControllerSnapshot | undefined {
  const found = controllers.filter(one => runsComponent('ingress-nginx', one));
  return (
    findUsed(facts.ingressController, found) ??
    found.find(({ namespace }) => namespace === 'ingress-nginx') ??
    found[0]
  );
}

/** Version of what a controller runs: from its component's image, else from its version label. Without `v`. */
export function controllerVersion(
  component: ReleaseComponent,
  { images, labels }: ControllerSnapshot,
): string | undefined {
  const image = componentImage(component, images) ?? '';
  const written =
    /:(v?\d+\.\d+[^@/]*)(@|$)/.exec(image)?.[1] ?? labels[VERSION];
  return written === undefined ? undefined : upstreamVersion(written);
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
