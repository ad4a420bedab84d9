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

import { Controller } from '../controllers/Controller';
import { ContainerProgram } from '../kubelet';
import { NetworkConditions } from '../network';
import { AcmeOptions, AcmeServer } from './AcmeServer';
import { createCaInjectors } from './cainjector';
import {
  CertificateRequestOptions,
  createCertificateRequestController,
} from './certificateRequests';
import { certificateController } from './certificates';
import { createChallengeController } from './challenges';
import { ingressShim } from './ingressShim';
import { createIssuerControllers } from './issuers';
import { createOrderController } from './orders';
import { webhookCaController } from './webhookCa';

/** What can be planted in a cluster's cert-manager. */
export interface CertManagerOptions extends CertificateRequestOptions {
  acme?: AcmeOptions;
}

/**
 * cert-manager's control loops. They rest until cert-manager is installed: its
 * CRDs served, and the pods of its own Deployments ready.
 */
export function createCertManager(
  { acme: acmeOptions, approve }: CertManagerOptions = {},
  network?: () => NetworkConditions,
): Controller[] {
  const acme = new AcmeServer(acmeOptions);
  return [
    webhookCaController,
    ...createCaInjectors(),
    ...createIssuerControllers(acme),
    ingressShim,
    certificateController,
    createCertificateRequestController({ approve }),
    createOrderController(acme),
    createChallengeController(acme, network),
  ];
}

/** An ACME solver answers until its challenge is done. */
export const acmeSolver: ContainerProgram = {
  matches: ({ image }) => image.includes('/cert-manager-acmesolver'),
  run: () => ({ kind: 'running' }),
};
