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

import { Labels } from '../kubernetes/types';
import { componentImage, runsComponent } from './runsComponent';

const upstream = 'registry.k8s.io/ingress-nginx/controller:v1.13.2@sha256:1f';
const rke2 = 'docker.io/rancher/nginx-ingress-controller:v1.12.4-hardened2';

function labels(name?: string, component?: string): Labels {
  return {
    ...(name && { 'app.kubernetes.io/name': name }),
    ...(component && { 'app.kubernetes.io/component': component }),
  };
}

const ingressNginx = (
  podLabels: Labels,
  image: string,
  kind: 'Deployment' | 'DaemonSet' | 'StatefulSet' = 'Deployment',
) => runsComponent('ingress-nginx', { kind, podLabels, images: [image] });

it.each([
  ['Helm', labels('ingress-nginx', 'controller'), upstream],
  ["Helm's nameOverride", labels('edge', 'controller'), upstream],
  ['RKE2', labels('rke2-ingress-nginx', 'controller'), rke2],
  [
    'Bitnami',
    labels('nginx-ingress-controller', 'controller'),
    'docker.io/bitnami/nginx-ingress-controller:1.13.2',
  ],
  ['labels of their own', { app: 'web' }, upstream],
  ['an image of their own', labels('ingress-nginx', 'controller'), 'corp/web'],
  [
    'an image without a shell',
    labels('edge'),
    'registry.k8s.io/ingress-nginx/controller-chroot:v1.13.2',
  ],
  [
    'a mirror with flat names',
    labels('edge'),
    'corp/mirrored-ingress-nginx-controller:v1.13.2',
  ],
])('knows an ingress-nginx: %s', (_, podLabels, image) => {
  expect(ingressNginx(podLabels, image)).toBe(true);
  expect(ingressNginx(podLabels, image, 'DaemonSet')).toBe(true);
});

it.each([
  [
    'its default backend',
    labels('rke2-ingress-nginx', 'default-backend'),
    'rancher/nginx-ingress-controller-defaultbackend:1.5',
  ],
  [
    'its admission Jobs',
    labels('ingress-nginx', 'admission-webhook'),
    'registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.6.2',
  ],
  [
    'its certificate Jobs without labels',
    {},
    'rancher/mirrored-ingress-nginx-kube-webhook-certgen:v1.6.2',
  ],
  [
    'another controller of nginx',
    labels('nginx-ingress'),
    'nginx/nginx-ingress:5',
  ],
  ['anything', {}, 'nginx:1.29'],
  [
    'a workload that is only called so',
    labels('platform-ingress-nginx'),
    'corp/error-pages:2',
  ],
  ['its very name alone', labels('ingress-nginx'), 'corp/error-pages:2'],
])('does not take for it: %s', (_, podLabels, image) => {
  expect(ingressNginx(podLabels, image)).toBe(false);
});

it('knows a cert-manager by either, and never its cainjector', () => {
  const certManager = (podLabels: Labels, image: string) =>
    runsComponent('cert-manager', {
      kind: 'Deployment',
      podLabels,
      images: [image],
    });
  const image = 'quay.io/jetstack/cert-manager-controller:v1.14.0';

  expect(certManager(labels('cert-manager', 'controller'), image)).toBe(true);
  expect(certManager(labels('pki', 'controller'), image)).toBe(true);
  expect(certManager({ app: 'pki' }, image)).toBe(true);
  expect(certManager(labels('cainjector', 'cainjector'), image)).toBe(false);
  expect(certManager(labels('cert-manager', 'controller'), 'corp/pki')).toBe(
    true,
  );
  expect(certManager(labels('corp-cert-manager'), 'corp/renewer:1')).toBe(
    false,
  );
  expect(
    certManager(
      labels('webhook', 'webhook'),
      'quay.io/jetstack/cert-manager-webhook:v1.14.0',
    ),
  ).toBe(false);
});

it('says which image is the component', () => {
  expect(componentImage('ingress-nginx', ['proxy:1', rke2])).toBe(rke2);
  expect(componentImage('ingress-nginx', ['proxy:1'])).toBeUndefined();
});
