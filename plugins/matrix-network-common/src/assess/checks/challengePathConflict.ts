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

import { challengePathConflict as conflictOf } from '../../releases';
import { Check } from '../Check';
import { findCertManager } from '../certManager';

/** The installed controller refuses the challenges of the installed cert-manager. */
export const challengePathConflict: Check = {
  code: 'challenge-path-conflict',
  about:
    'The installed ingress-nginx takes the HTTP-01 challenge paths of the installed cert-manager.',
  needs: ['deployments', 'daemonSets', 'issuers'],
  run({ snapshot, ingress: { controller } }) {
    const { version } = findCertManager(snapshot);
    const lenient =
      snapshot.ingressConfig?.['strict-validate-path-type'] === 'false';
    const usesHttp01 = snapshot.issuers.some(({ solvers }) =>
      solvers.some(({ type }) => type === 'http01'),
    );
    if (!version || !controller?.version || lenient || !usesHttp01) {
      return [];
    }
    const conflict = conflictOf(controller.version, version);
    if (!conflict) {
      return [];
    }
    const { kind, namespace, name } = controller;
    return [
      {
        severity: 'critical',
        subject: { kind, namespace, name },
        title: `ingress-nginx ${controller.version} refuses the challenges of cert-manager ${version}`,
        cause: `${conflict}.`,
        remedy: `Upgrade ingress-nginx to 1.15.1. Until then: kubectl -n ${namespace} patch configmap ingress-nginx-controller --type merge -p '{"data":{"strict-validate-path-type":"false"}}'`,
        workloads: ['ingress-nginx', 'cert-manager'],
      },
    ];
  },
};
