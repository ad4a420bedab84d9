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
import {
  foreignCertManager,
  foreignIngressController,
} from './installedComponents';

function deployment(options: {
  name?: string;
  podLabels?: Record<string, string>;
  image: string;
  labels?: Record<string, string>;
}): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: options.name ?? 'x',
      namespace: 'infra',
      labels: options.labels,
      annotations: { 'meta.helm.sh/release-name': 'web' },
    },
    spec: {
      template: {
        metadata: { labels: options.podLabels },
        spec: { containers: [{ name: 'c', image: options.image }] },
      },
    },
  };
}

const ingressLabels = {
  'app.kubernetes.io/name': 'ingress-nginx',
  'app.kubernetes.io/component': 'controller',
};

it('finds an ingress-nginx by its labels, with version, namespace and owner', () => {
  const found = foreignIngressController([
    deployment({
      podLabels: ingressLabels,
      image: 'registry.k8s.io/ingress-nginx/controller:v1.13.2@sha256:1f',
    }),
  ]);

  expect(found).toEqual({
    version: '1.13.2',
    namespace: 'infra',
    owner: 'Helm release web',
  });
});

it("finds one by its image where the labels are somebody's own", () => {
  const found = foreignIngressController([
    deployment({
      image: 'rancher/nginx-ingress-controller:v1.12.4-hardened2',
    }),
  ]);

  expect(found?.version).toBe('1.12.4-hardened2');
});

it('takes the version from a label where the image has only a digest', () => {
  const found = foreignIngressController([
    deployment({
      podLabels: ingressLabels,
      labels: { 'app.kubernetes.io/version': '1.14.5' },
      image: 'registry.k8s.io/ingress-nginx/controller@sha256:1f',
    }),
  ]);

  expect(found?.version).toBe('1.14.5');
});

it("does not take the stack's own for somebody else's", () => {
  const own = deployment({
    podLabels: ingressLabels,
    labels: { 'app.kubernetes.io/managed-by': 'matrix-network' },
    image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1',
  });

  expect(foreignIngressController([own])).toBeUndefined();
});

it('does not take a cainjector for cert-manager, whatever image it runs', () => {
  const image = 'quay.io/jetstack/cert-manager-controller:v1.14.0';
  const component = (name: string, role: string) =>
    deployment({
      podLabels: {
        'app.kubernetes.io/name': name,
        'app.kubernetes.io/component': role,
      },
      image,
    });

  expect(foreignCertManager([component('cainjector', 'cainjector')])).toBe(
    undefined,
  );
  expect(foreignCertManager([component('cert-manager', 'controller')])).toEqual(
    { version: '1.14.0', namespace: 'infra', owner: 'Helm release web' },
  );
});
