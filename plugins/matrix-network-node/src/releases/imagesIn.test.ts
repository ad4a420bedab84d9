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

import { realMirror, realReleases } from '../__testUtils__/mirror';
import { imagesIn } from './imagesIn';

const metadata = { name: 'a', namespace: 'x' };

it('finds images of containers, of init containers, and in flags', () => {
  const spec = {
    initContainers: [{ name: 'i', image: 'init:1' }],
    containers: [
      {
        name: 'c',
        image: 'main:1',
        args: ['--v=2', '--solver-image=in-one:1', '--other-image', 'in-two:1'],
      },
    ],
  };
  const template = { spec };

  expect(
    imagesIn([
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
        spec: { template },
      },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: {} },
    ]),
  ).toEqual([
    { image: 'init:1', object: 'Deployment x/a', place: 'container i' },
    { image: 'main:1', object: 'Deployment x/a', place: 'container c' },
    { image: 'in-one:1', object: 'Deployment x/a', place: '--solver-image' },
    { image: 'in-two:1', object: 'Deployment x/a', place: '--other-image' },
  ]);
  expect(
    imagesIn([
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata,
        spec: { jobTemplate: { spec: { template } } },
      },
    ]),
  ).toHaveLength(4);
});

(realMirror ? describe : describe.skip)('the real manifests', () => {
  it('name six images, the solver in a flag only', async () => {
    const { ingressNginx, certManager } = await realReleases({
      ingress: '1.15.1',
      certManager: '1.21.1',
    });
    const names = new Set(
      imagesIn([
        ...(ingressNginx?.objects ?? []),
        ...(certManager?.objects ?? []),
      ]).map(({ image, place }) => `${image.split(/[:@]/)[0]} ${place}`),
    );
    expect([...names]).toEqual([
      'registry.k8s.io/ingress-nginx/controller container controller',
      'registry.k8s.io/ingress-nginx/kube-webhook-certgen container create',
      'registry.k8s.io/ingress-nginx/kube-webhook-certgen container patch',
      'quay.io/jetstack/cert-manager-cainjector container cert-manager-cainjector',
      'quay.io/jetstack/cert-manager-controller container cert-manager-controller',
      'quay.io/jetstack/cert-manager-acmesolver --acme-http01-solver-image',
      'quay.io/jetstack/cert-manager-webhook container cert-manager-webhook',
    ]);
  });
});
