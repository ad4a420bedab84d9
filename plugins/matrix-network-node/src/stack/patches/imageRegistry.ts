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

import { withoutRegistry } from '../../releases/imageName';
import {
  Container,
  mapContainers,
  Patch,
  patchPodControllers,
} from '../manifests';

/** `registry.k8s.io/ingress-nginx/controller:v1@sha256:…` as `<registry>/ingress-nginx/controller:v1@sha256:…`. @public */
export function rewriteImage(image: string, registry: string): string {
  return `${registry.replace(/\/+$/, '')}/${withoutRegistry(image)}`;
}

/** Flags that name an image which the component starts by itself. */
const imageFlag = /^(--[\w-]*image)=(\S+)$/;

/** Takes all images from the given registry: also those that only a flag names. */
export function imageRegistry(registry: string | null): Patch {
  if (!registry) {
    return objects => [...objects];
  }
  return patchPodControllers(object =>
    mapContainers(object, container => fromRegistry(container, registry)),
  );
}

function fromRegistry(container: Container, registry: string): Container {
  return {
    ...container,
    image: rewriteImage(container.image, registry),
    ...(container.args && {
      args: container.args.map(arg =>
        arg.replace(
          imageFlag,
          (_, flag: string, image: string) =>
            `${flag}=${rewriteImage(image, registry)}`,
        ),
      ),
    }),
  };
}
