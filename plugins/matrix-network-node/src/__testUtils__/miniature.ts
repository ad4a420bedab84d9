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
import { ReleaseObjects } from '../releases';
import { ReleaseManifests } from '../releases/loadReleases';

const ingressMetadata = (name: string) => ({
  name,
  namespace: 'ingress-nginx',
});

const controllerLabels = {
  'app.kubernetes.io/name': 'ingress-nginx',
  'app.kubernetes.io/instance': 'ingress-nginx',
  'app.kubernetes.io/component': 'controller',
};

function admissionJob(name: string): KubernetesObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: ingressMetadata(`ingress-nginx-admission-${name}`),
    spec: {
      template: {
        spec: {
          restartPolicy: 'OnFailure',
          containers: [
            {
              name,
              image:
                'registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.6.9',
              args: [name],
            },
          ],
        },
      },
    },
  };
}

const ingressController: KubernetesObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: ingressMetadata('ingress-nginx-controller'),
  spec: {
    minReadySeconds: 0,
    revisionHistoryLimit: null,
    selector: { matchLabels: controllerLabels },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
    template: {
      metadata: { labels: controllerLabels },
      spec: {
        dnsPolicy: 'ClusterFirst',
        containers: [
          {
            name: 'controller',
            image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1@sha256:59',
            args: ['/nginx-ingress-controller', '--enable-metrics=false'],
            ports: [
              { name: 'http', containerPort: 80, protocol: 'TCP' },
              { name: 'https', containerPort: 443, protocol: 'TCP' },
              { name: 'webhook', containerPort: 8443, protocol: 'TCP' },
            ],
            resources: { requests: { cpu: '100m', memory: '90Mi' } },
          },
        ],
      },
    },
  },
};

/** ingress-nginx in miniature: what patches speak of, and no more. */
export const miniatureIngress: ReleaseObjects = {
  component: 'ingress-nginx',
  version: '1.15.1',
  sha256: 'a'.repeat(64),
  objects: [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'ingress-nginx' },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: ingressMetadata('ingress-nginx-controller'),
      data: null,
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: ingressMetadata('ingress-nginx-controller'),
      spec: {
        type: 'NodePort',
        selector: controllerLabels,
        ports: [
          { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
          { name: 'https', port: 443, protocol: 'TCP', targetPort: 'https' },
        ],
      },
    },
    ingressController,
    admissionJob('create'),
    admissionJob('patch'),
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'ingress-nginx-admission' },
      webhooks: [
        {
          name: 'validate.nginx.ingress.kubernetes.io',
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          failurePolicy: 'Fail',
          clientConfig: {
            service: {
              name: 'ingress-nginx-controller-admission',
              namespace: 'ingress-nginx',
            },
          },
        },
      ],
    },
  ],
};

function certManagerDeployment(
  component: string,
  image: string,
  args: string[],
): KubernetesObject {
  const suffix = component === 'controller' ? '' : `-${component}`;
  const labels = {
    'app.kubernetes.io/instance': 'cert-manager',
    'app.kubernetes.io/component': component,
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `cert-manager${suffix}`, namespace: 'cert-manager' },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: component, image, args }] },
      },
    },
  };
}

/** cert-manager 1.14.0 in miniature, with the image that its cainjector ships with by mistake. */
export const miniatureCertManager: ReleaseObjects = {
  component: 'cert-manager',
  version: '1.14.0',
  sha256: 'b'.repeat(64),
  objects: [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'cert-manager' } },
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'issuers.cert-manager.io' },
      spec: {
        group: 'cert-manager.io',
        names: { kind: 'Issuer', plural: 'issuers' },
        scope: 'Namespaced',
        versions: [{ name: 'v1', served: true, storage: true }],
      },
    },
    certManagerDeployment(
      'controller',
      'quay.io/jetstack/cert-manager-controller:v1.14.0',
      [
        '--v=2',
        '--acme-http01-solver-image=quay.io/jetstack/cert-manager-acmesolver:v1.14.0',
      ],
    ),
    certManagerDeployment(
      'cainjector',
      'quay.io/jetstack/cert-manager-controller:v1.14.0',
      ['--v=2'],
    ),
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'cert-manager-webhook' },
      webhooks: [],
    },
  ],
};

export const miniatureReleases: ReleaseManifests = {
  ingressNginx: miniatureIngress,
  certManager: miniatureCertManager,
};
