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
  findRelease,
  KubernetesObject,
  Release,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { withoutRegistry } from '../imageName';
import { objectKey, ReleaseShape } from '../shapes';
import { imagesIn } from '../imagesIn';

/** Repositories and tags that upstream's manifest of this release names, without a registry. */
function expectedImages({ images, defects }: Release): Set<string> {
  return new Set(
    [
      ...images.map(({ name, tag }) => `${name}:${tag}`),
      ...defects.map(({ wrongImage }) => wrongImage.shipped),
    ].map(withoutRegistry),
  );
}

/**
 * What a manifest lacks, or runs beside, of upstream's own: a file that was cut
 * off between two documents, that is of another version, or that brings a program
 * of somebody else's. Not asked of a mirror with releases of its own making.
 */
export function wholeManifest(
  objects: readonly KubernetesObject[],
  shape: ReleaseShape,
  release: Pick<Release, 'component' | 'version'>,
): string | undefined {
  const there = new Set(objects.map(objectKey));
  const missing = shape.objects.filter(key => !there.has(key));
  if (missing.length > 0) {
    return `lacks ${missing.length} objects that upstream's has, ${missing[0]} being the first: it may be cut off`;
  }
  const known = findRelease(release.component, release.version);
  if (!known) {
    return undefined;
  }
  const expected = expectedImages(known);
  const stranger = imagesIn(objects).find(
    ({ image }) => !expected.has(withoutRegistry(image).replace(/@.*$/, '')),
  );
  return (
    stranger &&
    `runs ${stranger.image} in ${stranger.object}; accepted: ${[
      ...expected,
    ].join(', ')}`
  );
}
