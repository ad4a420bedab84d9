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
  sharedIngressReplicas,
  StackSpec,
  Wait,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  INGRESS_ADMISSION,
  INGRESS_CONTROLLER,
  INGRESS_NAMESPACE,
} from '../ingressNginx';
import { shared } from '../labels';
import { applyPatches, Patch } from '../manifests';
import { admissionJobs } from '../patches/admissionJobs';
import { admissionWebhook } from '../patches/admissionWebhook';
import { controllerConfig } from '../patches/controllerConfig';
import { controllerMetrics } from '../patches/controllerMetrics';
import { controllerReplicas } from '../patches/controllerReplicas';
import { controllerResources } from '../patches/controllerResources';
import { controllerService } from '../patches/controllerService';
import { controllerSpread } from '../patches/controllerSpread';
import { dropNulls } from '../patches/dropNulls';
import { imageRegistry } from '../patches/imageRegistry';
import { ingressClass } from '../patches/ingressClass';
import { nodeLocalController } from '../patches/nodeLocalController';
import { StageContext, StageRenderer } from './StageContext';

/** ingress-nginx as the spec wants it, or a note that the one there is used. */
export const ingressController: StageRenderer = context => {
  const { spec, facts, releases } = context;
  const stage = {
    id: 'ingress-controller',
    title: 'Ingress controller',
  } as const;
  if (!releases.ingressNginx) {
    const { version, namespace, owner } = facts.ingressController ?? {};
    return {
      ...stage,
      objects: [],
      waits: [],
      note: `ingress-nginx ${version} in namespace ${namespace} is used as it is; it is managed by ${owner}`,
    };
  }
  const objects = releases.ingressNginx.objects.filter(
    ({ kind }) => kind !== 'Namespace',
  );
  return {
    ...stage,
    objects: applyPatches(objects, patchesFor(context)).map(
      shared('ingress-controller'),
    ),
    waits: waitsFor(spec),
  };
};

function patchesFor({ spec, neighbours }: StageContext): Patch[] {
  const replicas = sharedIngressReplicas(spec, neighbours);
  const scale =
    replicas === null
      ? [nodeLocalController]
      : [controllerReplicas(replicas), controllerSpread(replicas)];
  return [
    dropNulls,
    controllerConfig,
    controllerService(spec.ingress),
    controllerMetrics,
    controllerResources,
    ...scale,
    ingressClass,
    admissionWebhook,
    admissionJobs,
    imageRegistry(spec.images.registry),
  ];
}

function waitsFor(spec: StackSpec): Wait[] {
  const controller = { namespace: INGRESS_NAMESPACE, name: INGRESS_CONTROLLER };
  return [
    spec.ingress.exposure === 'nodeLocal'
      ? { kind: 'daemonSetReady', ...controller }
      : { kind: 'deploymentAvailable', ...controller },
    {
      kind: 'webhookReady',
      configurationKind: 'ValidatingWebhookConfiguration',
      name: INGRESS_ADMISSION,
    },
  ];
}
