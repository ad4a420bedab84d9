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
import {
  ClusterFacts,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  imagesIn,
  probeImage,
  ReleaseManifests,
  renderStack,
  rewriteImage,
  UsedImage,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { parseImage, StackImage } from './StackImage';

const componentOfStage: Readonly<Record<string, string>> = {
  'ingress-controller': 'ingress-nginx',
  'cert-manager': 'cert-manager',
};

/** Images of the rendered stack under upstream's names: what is broken in a release is mended by then. */
function usedImages(
  spec: StackSpec,
  facts: ClusterFacts,
  releases: ReleaseManifests,
): (UsedImage & { component: string })[] {
  const upstream = { ...spec, images: { ...spec.images, registry: null } };
  return renderStack(upstream, facts, releases).stages.flatMap(
    ({ id, objects }) =>
      imagesIn(objects).map(used => ({
        ...used,
        component: componentOfStage[id] ?? id,
      })),
  );
}

/**
 * Every image that a spec's stack runs, in the order of its stages, and the one
 * of probe pods. Taken from the objects themselves.
 */
export function stackImages(
  spec: StackSpec,
  facts: ClusterFacts,
  releases: ReleaseManifests,
  configuredProbeImage?: string,
): StackImage[] {
  const { registry } = spec.images;
  const used = [
    ...usedImages(spec, facts, releases),
    {
      component: 'probes',
      image: probeImage(configuredProbeImage, null),
      object: 'probe Jobs',
      place: 'container probe',
    },
  ];
  const images = new Map<string, StackImage>();
  for (const { component, image, object, place } of used) {
    const parts = parseImage(image);
    if (!parts) {
      throw new InputError(`${object}: '${image}' is no name of an image`);
    }
    const known = images.get(image);
    if (known) {
      known.usedIn.push({ object, place });
      continue;
    }
    // An image that config names for probes is pulled from where it says.
    const isElsewhere =
      component === 'probes' && configuredProbeImage !== undefined;
    images.set(image, {
      component,
      source: image,
      ...parts,
      ...(registry &&
        !isElsewhere && { target: rewriteImage(image, registry) }),
      usedIn: [{ object, place }],
    });
  }
  return [...images.values()];
}
