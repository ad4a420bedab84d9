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
  InstalledComponent,
  KubernetesObject,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { parseController } from './parse/controllers';
import { isOurs } from '../stack/isOurs';
import { ownerOf } from './ownerOf';

/** How a component's controller is told from other pods. */
interface Signature {
  name: string;
  image: RegExp;
}

const ingressNginx: Signature = {
  name: 'ingress-nginx',
  image: /(^|\/)(ingress-nginx\/controller|nginx-ingress-controller)[:@]/,
};

const certManager: Signature = {
  name: 'cert-manager',
  image: /(^|\/)cert-manager-controller[:@]/,
};

const NAME = 'app.kubernetes.io/name';
const COMPONENT = 'app.kubernetes.io/component';
const VERSION = 'app.kubernetes.io/version';

/** An ingress-nginx that something else than this product installed. */
export function foreignIngressController(
  controllers: readonly KubernetesObject[],
): InstalledComponent | undefined {
  return foreignComponent(controllers, ingressNginx);
}

/** A cert-manager that something else than this product installed. */
export function foreignCertManager(
  controllers: readonly KubernetesObject[],
): InstalledComponent | undefined {
  return foreignComponent(controllers, certManager);
}

function foreignComponent(
  controllers: readonly KubernetesObject[],
  signature: Signature,
): InstalledComponent | undefined {
  for (const object of controllers) {
    const version = isOurs(object) ? undefined : versionOf(object, signature);
    if (version) {
      return {
        version,
        namespace: object.metadata.namespace ?? '',
        owner: ownerOf(object),
      };
    }
  }
  return undefined;
}

/**
 * `undefined` when the object is no such controller. Labels decide where there
 * are any: cert-manager 1.14.0 runs the controller's image in its cainjector too.
 */
function versionOf(
  object: KubernetesObject,
  signature: Signature,
): string | undefined {
  const { data } = parseController(object);
  if (!data || data.kind === 'StatefulSet') {
    return undefined;
  }
  const labelled = data.podLabels[COMPONENT] !== undefined;
  const isIt = labelled
    ? data.podLabels[COMPONENT] === 'controller' &&
      data.podLabels[NAME] === signature.name
    : data.images.some(image => signature.image.test(image));
  if (!isIt) {
    return undefined;
  }
  const image = data.images.find(name => signature.image.test(name));
  const tag = /:v?(\d+\.\d+[^@/]*)(@|$)/.exec(image ?? '')?.[1];
  return tag ?? data.labels[VERSION]?.replace(/^v/, '') ?? 'unknown';
}
