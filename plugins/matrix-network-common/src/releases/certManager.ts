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
  Advisory,
  ComponentCatalogue,
  KubernetesRange,
  Release,
  ReleaseImage,
} from './types';

const ghsa = (id: string) => `https://github.com/advisories/${id}`;

/** Known vulnerabilities of cert-manager since v1.14.0. @public */
export const certManagerAdvisories: readonly Advisory[] = [
  {
    id: 'GHSA-8rvj-mm4h-c258',
    severity: 'high',
    summary:
      'Users of a namespace who hold the cert-manager-edit role can create Challenges and read the credentials of a ClusterIssuer.',
    affected: '<1.19.6 || >=1.20.0 <1.20.3',
    fixedIn: ['1.19.6', '1.20.3'],
    url: ghsa('GHSA-8rvj-mm4h-c258'),
  },
  {
    id: 'GHSA-gx3x-vq4p-mhhv',
    severity: 'medium',
    summary:
      'A forged DNS response can crash the controller while it works on DNS-01.',
    affected: '<1.18.5 || >=1.19.0 <1.19.3',
    fixedIn: ['1.18.5', '1.19.3'],
    url: ghsa('GHSA-gx3x-vq4p-mhhv'),
  },
  {
    id: 'CVE-2024-12401',
    severity: 'low',
    summary:
      'Crafted PEM data makes the controller use much CPU (GHSA-r4pg-vg54-wxx4).',
    affected: '<1.12.14 || >=1.13.0 <1.15.4 || >=1.16.0 <1.16.2',
    fixedIn: ['1.12.14', '1.15.4', '1.16.2'],
    url: ghsa('GHSA-r4pg-vg54-wxx4'),
  },
];

/** Kubernetes versions per line: the chart's minimum, and the newest tested where upstream names one. */
const kubernetes: Readonly<Record<string, KubernetesRange>> = {
  '1.14': { min: '1.22', max: '1.29' },
  '1.21': { min: '1.22' },
};

const images = (version: string): ReleaseImage[] =>
  ['controller', 'webhook', 'cainjector', 'acmesolver'].map(role => ({
    role,
    name: `quay.io/jetstack/cert-manager-${role}`,
    tag: `v${version}`,
  }));

const manifest = (version: string) => ({
  path: `cert-manager/cert-manager-v${version}.yaml`,
  url: `https://github.com/cert-manager/cert-manager/releases/download/v${version}/cert-manager.yaml`,
});

/** Without their advisories. */
const releases: readonly Omit<Release, 'advisories'>[] = [
  {
    component: 'cert-manager',
    version: '1.21.1',
    ...manifest('1.21.1'),
    kubernetes: kubernetes['1.21'],
    images: images('1.21.1'),
    defects: [],
    isDefault: true,
  },
  {
    component: 'cert-manager',
    version: '1.14.0',
    ...manifest('1.14.0'),
    kubernetes: kubernetes['1.14'],
    images: images('1.14.0'),
    endOfLife:
      'cert-manager 1.14 is no longer supported: upstream keeps only the two newest minor versions.',
    defects: [
      {
        id: 'cainjector-image',
        summary:
          'The cainjector Deployment ships with the controller image. Its pod becomes Ready, but no CA gets into the webhooks, so that every write of a cert-manager object fails with an x509 error.',
        wrongImage: {
          deployment: 'cert-manager-cainjector',
          shipped: 'quay.io/jetstack/cert-manager-controller:v1.14.0',
          correct: 'quay.io/jetstack/cert-manager-cainjector:v1.14.0',
        },
      },
    ],
    isDefault: false,
  },
];

/** cert-manager as the catalogue knows it. */
export const certManager: ComponentCatalogue = {
  component: 'cert-manager',
  field: 'certificates.release',
  releases,
  advisories: certManagerAdvisories,
  kubernetes,
};
