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
} from './types';

/** Upstream's own words, shortened: README of the final commit, archived 24 March 2026. @public */
export const ingressNginxRetirement =
  'ingress-nginx is retired: its repository was archived on 24 March 2026 and there are no releases or security fixes any more. Upstream recommends a Gateway API implementation; the Ingress API itself stays.';

const cve = (id: string) => `https://www.cve.org/CVERecord?id=${id}`;

/** What one round of fixes covered: affected range and first fixed versions. */
interface FixRound {
  affected: string;
  fixedIn: readonly string[];
}

const august2024: FixRound = {
  affected: '<1.10.4 || >=1.11.0 <1.11.2',
  fixedIn: ['1.10.4', '1.11.2'],
};
const march2025: FixRound = {
  affected: '<1.11.5 || >=1.12.0 <1.12.1',
  fixedIn: ['1.11.5', '1.12.1'],
};
const august2025: FixRound = {
  affected: '<1.12.5 || >=1.13.0 <1.13.1',
  fixedIn: ['1.12.5', '1.13.1'],
};
const february2026: FixRound = {
  affected: '<1.13.7 || >=1.14.0 <1.14.3',
  fixedIn: ['1.13.7', '1.14.3'],
};
const early2026: FixRound = {
  affected: '<1.13.8 || >=1.14.0 <1.14.4',
  fixedIn: ['1.13.8', '1.14.4', '1.15.0'],
};
const lastFixes: FixRound = {
  affected: '<1.13.9 || >=1.14.0 <1.14.5 || >=1.15.0 <1.15.1',
  fixedIn: ['1.13.9', '1.14.5', '1.15.1'],
};
/** In the NGINX that every image bundles; found after retirement. */
const neverFixed: FixRound = { affected: '*', fixedIn: [] };

const advisory = (
  id: string,
  rating: Pick<Advisory, 'severity' | 'cvss'>,
  round: FixRound,
  summary: string,
): Advisory => ({ id, ...rating, ...round, summary, url: cve(id) });

const high = { severity: 'high', cvss: 8.8 } as const;
const unrated = { severity: 'unrated' } as const;

/** Known vulnerabilities of ingress-nginx since v1.11. @public */
export const ingressNginxAdvisories: readonly Advisory[] = [
  advisory(
    'CVE-2025-1974',
    { severity: 'critical', cvss: 9.8 },
    march2025,
    'Anyone on the pod network can run code in the controller through its admission webhook ("IngressNightmare").',
  ),
  advisory(
    'CVE-2024-7646',
    high,
    august2024,
    'Annotation validation can be bypassed to inject configuration.',
  ),
  advisory(
    'CVE-2025-1097',
    high,
    march2025,
    'Configuration injection through the auth-tls-match-cn annotation.',
  ),
  advisory(
    'CVE-2025-1098',
    high,
    march2025,
    'Configuration injection through the mirror-target and mirror-host annotations.',
  ),
  advisory(
    'CVE-2025-24514',
    high,
    march2025,
    'Configuration injection through the auth-url annotation.',
  ),
  advisory(
    'CVE-2025-15566',
    high,
    august2025,
    'Configuration injection through the auth-proxy-set-headers annotation.',
  ),
  advisory(
    'CVE-2026-24512',
    high,
    february2026,
    'Configuration injection through the path of an Ingress rule.',
  ),
  advisory(
    'CVE-2026-1580',
    high,
    february2026,
    'Configuration injection through the auth-method annotation.',
  ),
  advisory(
    'CVE-2026-3288',
    { severity: 'high' },
    early2026,
    'Configuration injection through the rewrite-target annotation.',
  ),
  advisory(
    'CVE-2026-4342',
    high,
    lastFixes,
    'Configuration injection by a combination of annotations.',
  ),
  advisory(
    'CVE-2026-24514',
    { severity: 'medium', cvss: 6.5 },
    february2026,
    'Large requests exhaust the memory of the admission webhook.',
  ),
  advisory(
    'CVE-2025-24513',
    { severity: 'medium', cvss: 4.8 },
    march2025,
    'An auth secret name can reach other paths in the controller container.',
  ),
  advisory(
    'CVE-2026-24513',
    { severity: 'low', cvss: 3.1 },
    february2026,
    'auth-url protection can be bypassed with a broken custom-errors backend.',
  ),
  advisory(
    'CVE-2026-1642',
    unrated,
    neverFixed,
    'Injection from a TLS upstream, in the bundled NGINX.',
  ),
  advisory(
    'CVE-2026-42945',
    unrated,
    neverFixed,
    'Heap overflow in the rewrite module of the bundled NGINX (fixed in NGINX 1.30.1).',
  ),
  advisory(
    'CVE-2026-9256',
    unrated,
    neverFixed,
    'Vulnerability in the bundled NGINX, published May 2026.',
  ),
  advisory(
    'CVE-2026-42533',
    unrated,
    neverFixed,
    'Vulnerability in the bundled NGINX (fixed in NGINX 1.30.4 and 1.31.3).',
  ),
];

/** Kubernetes versions each line was tested with. */
const kubernetes: Readonly<Record<string, KubernetesRange>> = {
  '1.11': { min: '1.26', max: '1.30' },
  '1.12': { min: '1.28', max: '1.32' },
  '1.13': { min: '1.29', max: '1.33' },
  '1.14': { min: '1.30', max: '1.34' },
  '1.15': { min: '1.31', max: '1.35' },
};

const manifestUrl = (version: string) =>
  `https://raw.githubusercontent.com/kubernetes/ingress-nginx/controller-v${version}/deploy/static/provider/baremetal/deploy.yaml`;

const manifestPath = (version: string) =>
  `ingress-nginx/controller-v${version}.yaml`;

const controllerImage = 'registry.k8s.io/ingress-nginx/controller';
const certgenImage = 'registry.k8s.io/ingress-nginx/kube-webhook-certgen';

/** Without their advisories. */
const releases: readonly Omit<Release, 'advisories'>[] = [
  {
    component: 'ingress-nginx',
    version: '1.15.1',
    path: manifestPath('1.15.1'),
    url: manifestUrl('1.15.1'),
    sha256: '16b9b62df45b8ed8f1ecaed0341d583b3360e4b63c41fe00413f6a1fa2f95bec',
    kubernetes: kubernetes['1.15'],
    images: [
      {
        role: 'controller',
        name: controllerImage,
        tag: 'v1.15.1',
        digest:
          'sha256:594ceea76b01c592858f803f9ff4d2cb40542cae2060410b2c95f75907d659e1',
      },
      {
        role: 'webhook-certgen',
        name: certgenImage,
        tag: 'v1.6.9',
        digest:
          'sha256:01038e7de14b78d702d2849c3aad72fd25903c4765af63cf16aa3398f5d5f2dd',
      },
    ],
    endOfLife: ingressNginxRetirement,
    defects: [],
    isDefault: true,
  },
  {
    component: 'ingress-nginx',
    version: '1.11.1',
    path: manifestPath('1.11.1'),
    url: manifestUrl('1.11.1'),
    sha256: '2f64e43d68847889623b2f32402ed22c514a22b5e36135cef595a504949f0b07',
    kubernetes: kubernetes['1.11'],
    images: [
      {
        role: 'controller',
        name: controllerImage,
        tag: 'v1.11.1',
        digest:
          'sha256:e6439a12b52076965928e83b7b56aae6731231677b01e81818bce7fa5c60161a',
      },
      {
        role: 'webhook-certgen',
        name: certgenImage,
        tag: 'v1.4.1',
        digest:
          'sha256:36d05b4077fb8e3d13663702fa337f124675ba8667cbd949c03a8e8ea6fa4366',
      },
    ],
    endOfLife: ingressNginxRetirement,
    defects: [],
    isDefault: false,
  },
];

/** ingress-nginx as the catalogue knows it. */
export const ingressNginx: ComponentCatalogue = {
  component: 'ingress-nginx',
  field: 'ingress.release',
  releases,
  advisories: ingressNginxAdvisories,
  kubernetes,
  retirement: ingressNginxRetirement,
};
