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

import { ReleaseDefect } from '@matrix-network/backstage-plugin-matrix-network-common';
import { mapContainers, Patch, patchPodControllers } from '../manifests';

/**
 * Mends what the catalogue knows to be broken in a release: cert-manager v1.14.0
 * ships its cainjector with the controller's image, and then no CA is injected.
 */
export function releaseDefects(defects: readonly ReleaseDefect[]): Patch {
  return patchPodControllers(object => {
    const wrong = defects.find(
      ({ wrongImage }) => wrongImage.deployment === object.metadata.name,
    )?.wrongImage;
    return wrong
      ? mapContainers(object, container =>
          container.image === wrong.shipped
            ? { ...container, image: wrong.correct }
            : container,
        )
      : object;
  });
}
