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
import { runsComponent } from '../stack/runsComponent';
import { NAME_LABEL } from '../workloads/labels';
import { controllerVersion, findUsed } from './ingressController';

const INSTANCE = 'app.kubernetes.io/instance';
/** Of any of the three: a cainjector can have shipped with the controller's. */
const anyImage = /cert-manager-(controller|webhook|cainjector)([:@]|$)/;

/** The Deployments of cert-manager, as far as they are there. */
export interface CertManager {
  controller?: ControllerSnapshot;
  webhook?: ControllerSnapshot;
  cainjector?: ControllerSnapshot;
  /** Without `v`. */
  version?: string;
}

/**
 * cert-manager's three Deployments, in whichever namespace: its controller as the
 * stack uses it, else of the usual name; the others beside it.
 */
export function findCertManager({ controllers, facts }: Snapshot): CertManager {
  const deployments = controllers.filter(({ kind }) => kind === 'Deployment');
  const found = deployments.filter(one => runsComponent('cert-manager', one));
  const controller =
    findUsed(facts.certManager, found) ??
    found.find(({ podLabels }) => podLabels[INSTANCE] === 'cert-manager') ??
    found[0];
  const beside = (name: string) => {
    const named = deployments.filter(
      ({ podLabels }) => podLabels[NAME_LABEL] === name,
    );
    return (
      named.find(
        ({ namespace, podLabels }) =>
          namespace === controller?.namespace &&
          podLabels[INSTANCE] === controller.podLabels[INSTANCE],
      ) ?? named.find(({ images }) => images.some(one => anyImage.test(one)))
    );
  };
  const webhook = beside('webhook');
  const cainjector = beside('cainjector');
  const version = controller && controllerVersion('cert-manager', controller);
  return {
    ...(controller && { controller }),
    ...(webhook && { webhook }),
    ...(cainjector && { cainjector }),
    ...(version && { version }),
  };
}
