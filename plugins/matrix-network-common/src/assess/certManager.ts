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

import { ControllerSnapshot, Snapshot } from '../snapshot/Snapshot';
import { controllerVersion } from './ingressController';

const NAME = 'app.kubernetes.io/name';

/** The Deployments of cert-manager, as far as they are there. */
export interface CertManager {
  controller?: ControllerSnapshot;
  webhook?: ControllerSnapshot;
  cainjector?: ControllerSnapshot;
  /** Without `v`. */
  version?: string;
}

const anyImage = /cert-manager-(controller|webhook|cainjector)[:@]/;

/** cert-manager's three Deployments, by their label or image, in whichever namespace. */
export function findCertManager(snapshot: Snapshot): CertManager {
  const deployments = snapshot.controllers.filter(
    ({ kind }) => kind === 'Deployment',
  );
  const find = (name: string) =>
    deployments.find(
      ({ podLabels }) =>
        podLabels[NAME] === name &&
        podLabels['app.kubernetes.io/instance'] === 'cert-manager',
    ) ??
    deployments.find(
      deployment =>
        deployment.podLabels[NAME] === name &&
        deployment.images.some(image => anyImage.test(image)),
    );
  const controller = find('cert-manager');
  const webhook = find('webhook');
  const cainjector = find('cainjector');
  const version = controller && controllerVersion(controller, anyImage);
  return {
    ...(controller && { controller }),
    ...(webhook && { webhook }),
    ...(cainjector && { cainjector }),
    ...(version && { version }),
  };
}
