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

import { find } from '../../__testUtils__/find';
import { miniatureCertManager } from '../../__testUtils__/miniature';
import { imageRegistry, rewriteImage } from './imageRegistry';

it.each([
  [
    'registry.k8s.io/ingress-nginx/controller:v1@sha256:59',
    'ingress-nginx/controller:v1@sha256:59',
  ],
  [
    'quay.io/jetstack/cert-manager-webhook:v1.21.1',
    'jetstack/cert-manager-webhook:v1.21.1',
  ],
  ['localhost/x:1', 'x:1'],
  ['127.0.0.1:5000/x', 'x'],
  ['curlimages/curl:8', 'curlimages/curl:8'],
  ['busybox', 'busybox'],
])('takes %s from the registry as %s', (image, path) => {
  expect(rewriteImage(image, 'registry.example.net/mirror/')).toBe(
    `registry.example.net/mirror/${path}`,
  );
});

it('rewrites images that only a flag names', () => {
  const objects = imageRegistry('registry.example.net')(
    miniatureCertManager.objects,
  );

  expect(find(objects, 'Deployment', 'cert-manager')).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [
            {
              image:
                'registry.example.net/jetstack/cert-manager-controller:v1.14.0',
              args: [
                '--v=2',
                '--acme-http01-solver-image=registry.example.net/jetstack/cert-manager-acmesolver:v1.14.0',
              ],
            },
          ],
        },
      },
    },
  });
});

it('changes nothing without a registry', () => {
  expect(imageRegistry(null)(miniatureCertManager.objects)).toEqual(
    miniatureCertManager.objects,
  );
});
