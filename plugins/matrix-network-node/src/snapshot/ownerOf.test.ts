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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ownerOf } from './ownerOf';

const object = (
  metadata: Partial<KubernetesObject['metadata']>,
): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'x', ...metadata },
});

it.each<[Partial<KubernetesObject['metadata']>, string]>([
  [
    {
      annotations: { 'meta.helm.sh/release-name': 'web' },
      labels: { 'helm.toolkit.fluxcd.io/name': 'web-flux' },
    },
    'Flux (web-flux)',
  ],
  [{ labels: { 'kustomize.toolkit.fluxcd.io/name': 'infra' } }, 'Flux (infra)'],
  [
    {
      annotations: {
        'argocd.argoproj.io/tracking-id': 'pki:apps/Deployment:ns/x',
      },
    },
    'Argo CD (pki)',
  ],
  [{ annotations: { 'meta.helm.sh/release-name': 'web' } }, 'Helm release web'],
  [
    {
      managedFields: [
        { manager: 'kube-controller-manager', subresource: 'status' },
        { manager: 'kubectl-client-side-apply' },
      ],
    },
    'kubectl',
  ],
  [{ managedFields: [{ manager: 'terraform' }] }, 'terraform'],
  [{}, 'an unknown manager'],
])('reads %j as %s', (metadata, owner) => {
  expect(ownerOf(object(metadata))).toBe(owner);
});
