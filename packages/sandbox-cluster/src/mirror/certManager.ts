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
import { certManagerCrds } from './certManagerCrds';
import { certManagerRbac } from './certManagerRbac';

const NAMESPACE = 'cert-manager';
const REGISTRY = 'quay.io/jetstack';

/** The three programs of cert-manager. */
export type Component = 'controller' | 'cainjector' | 'webhook';

/** Where two cert-manager releases differ in what this mirror serves. */
interface Release {
  /** Label `app.kubernetes.io/component` of the CRDs, which older releases lack. */
  crdComponent?: string;
  /** v1.14.0 runs the controller's image in the cainjector Deployment: it injects nothing. */
  cainjectorImage: 'cert-manager-controller' | 'cert-manager-cainjector';
  crdAnnotations?: Record<string, string>;
  /** Services and ports for the metrics of all three programs. */
  metricsServices: boolean;
}

const releases: Readonly<Record<string, Release>> = {
  '1.14.0': {
    cainjectorImage: 'cert-manager-controller',
    metricsServices: false,
  },
  '1.21.1': {
    cainjectorImage: 'cert-manager-cainjector',
    crdComponent: 'crds',
    crdAnnotations: { 'helm.sh/resource-policy': 'keep' },
    metricsServices: true,
  },
};

/** Versions of cert-manager that the mirror serves. */
export const certManagerVersions = Object.keys(releases);

/**
 * A miniature cert-manager release: the same objects under the same names as the
 * upstream static manifest, with CRD schemas reduced to what is in use. Undefined
 * for a version that the mirror does not serve.
 */
export function certManagerRelease(
  version: string,
): KubernetesObject[] | undefined {
  const release = releases[version];
  return release && objects(`v${version}`, release);
}

function objects(tag: string, release: Release): KubernetesObject[] {
  const { crdAnnotations, crdComponent } = release;
  const labels = (component: Component) => labelsOf(component, tag);
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: NAMESPACE },
    },
    ...certManagerCrds({
      labels: {
        app: 'cert-manager',
        'app.kubernetes.io/name': 'cert-manager',
        'app.kubernetes.io/instance': 'cert-manager',
        ...(crdComponent
          ? { 'app.kubernetes.io/component': crdComponent }
          : {}),
        'app.kubernetes.io/version': tag,
      },
      ...(crdAnnotations ? { annotations: crdAnnotations } : {}),
    }),
    ...(['cainjector', 'controller', 'webhook'] as const).map(component => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name: objectName(component),
        namespace: NAMESPACE,
        labels: labels(component),
      },
      automountServiceAccountToken: true,
    })),
    ...certManagerRbac(labels),
    ...services(labels, release),
    deployment('cainjector', tag, release),
    deployment('controller', tag, release),
    deployment('webhook', tag, release),
    mutatingWebhook(labels('webhook')),
    validatingWebhook(labels('webhook')),
  ];
}

function objectName(component: Component): string {
  return component === 'controller'
    ? 'cert-manager'
    : `cert-manager-${component}`;
}

function selectorOf(component: Component): Record<string, string> {
  return {
    'app.kubernetes.io/name':
      component === 'controller' ? 'cert-manager' : component,
    'app.kubernetes.io/instance': 'cert-manager',
    'app.kubernetes.io/component': component,
  };
}

function labelsOf(component: Component, tag: string): Record<string, string> {
  return {
    app: component === 'controller' ? 'cert-manager' : component,
    ...selectorOf(component),
    'app.kubernetes.io/version': tag,
  };
}

interface NamedPort {
  name: string;
  containerPort: number;
  protocol: 'TCP';
}

const named = (name: string, containerPort: number): NamedPort => ({
  name,
  containerPort,
  protocol: 'TCP',
});

function services(
  labels: (component: Component) => Record<string, string>,
  { metricsServices }: Release,
): KubernetesObject[] {
  const service = (component: Component, ports: object[]) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: objectName(component),
      namespace: NAMESPACE,
      labels: labels(component),
    },
    spec: { type: 'ClusterIP', ports, selector: selectorOf(component) },
  });
  const https = {
    name: 'https',
    port: 443,
    protocol: 'TCP',
    targetPort: 'https',
  };
  const metrics = { name: 'http-metrics', port: 9402, protocol: 'TCP' };
  return metricsServices
    ? [
        service('cainjector', [metrics]),
        service('controller', [metrics]),
        service('webhook', [
          https,
          { ...metrics, name: 'metrics', targetPort: 'http-metrics' },
        ]),
      ]
    : [service('webhook', [https])];
}

function argsOf(component: Component, tag: string): string[] {
  switch (component) {
    case 'controller':
      return [
        '--v=2',
        '--cluster-resource-namespace=$(POD_NAMESPACE)',
        '--leader-election-namespace=kube-system',
        `--acme-http01-solver-image=${REGISTRY}/cert-manager-acmesolver:${tag}`,
        '--max-concurrent-challenges=60',
      ];
    case 'cainjector':
      return ['--v=2', '--leader-election-namespace=kube-system'];
    default:
      return [
        '--v=2',
        '--secure-port=10250',
        '--dynamic-serving-ca-secret-namespace=$(POD_NAMESPACE)',
        '--dynamic-serving-ca-secret-name=cert-manager-webhook-ca',
        ...['', '.$(POD_NAMESPACE)', '.$(POD_NAMESPACE).svc'].map(
          suffix => `--dynamic-serving-dns-names=cert-manager-webhook${suffix}`,
        ),
      ];
  }
}

function portsOf(
  component: Component,
  { metricsServices }: Release,
): NamedPort[] {
  const metrics = named('http-metrics', 9402);
  switch (component) {
    case 'controller':
      return [metrics, named('http-healthz', 9403)];
    case 'cainjector':
      return metricsServices ? [metrics] : [];
    default:
      return [
        named('https', 10250),
        named('healthcheck', 6080),
        ...(metricsServices ? [metrics] : []),
      ];
  }
}

function deployment(
  component: Component,
  tag: string,
  release: Release,
): KubernetesObject {
  const name = objectName(component);
  const labels = labelsOf(component, tag);
  const image =
    component === 'cainjector'
      ? release.cainjectorImage
      : `cert-manager-${component}`;
  const ports = portsOf(component, release);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: NAMESPACE, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: selectorOf(component) },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: name,
          enableServiceLinks: false,
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          securityContext: {
            runAsNonRoot: true,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [
            {
              name: `cert-manager-${component}`,
              image: `${REGISTRY}/${image}:${tag}`,
              imagePullPolicy: 'IfNotPresent',
              args: argsOf(component, tag),
              env: [
                {
                  name: 'POD_NAMESPACE',
                  valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } },
                },
              ],
              ...(ports.length > 0 ? { ports } : {}),
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
                readOnlyRootFilesystem: true,
              },
            },
          ],
        },
      },
    },
  };
}

const webhookMeta = (labels: Record<string, string>) => ({
  name: 'cert-manager-webhook',
  labels,
  annotations: {
    'cert-manager.io/inject-ca-from-secret':
      'cert-manager/cert-manager-webhook-ca',
  },
});

const webhook = (path: string, rule: object) => ({
  name: 'webhook.cert-manager.io',
  admissionReviewVersions: ['v1'],
  clientConfig: {
    service: { name: 'cert-manager-webhook', namespace: NAMESPACE, path },
  },
  failurePolicy: 'Fail',
  matchPolicy: 'Equivalent',
  rules: [rule],
  sideEffects: 'None',
  timeoutSeconds: 30,
});

function mutatingWebhook(labels: Record<string, string>): KubernetesObject {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: webhookMeta(labels),
    webhooks: [
      webhook('/mutate', {
        apiGroups: ['cert-manager.io'],
        apiVersions: ['v1'],
        operations: ['CREATE'],
        resources: ['certificaterequests'],
      }),
    ],
  };
}

function validatingWebhook(labels: Record<string, string>): KubernetesObject {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: webhookMeta(labels),
    webhooks: [
      {
        ...webhook('/validate', {
          apiGroups: ['cert-manager.io', 'acme.cert-manager.io'],
          apiVersions: ['v1'],
          operations: ['CREATE', 'UPDATE'],
          resources: ['*/*'],
        }),
        namespaceSelector: {
          matchExpressions: [
            {
              key: 'cert-manager.io/disable-validation',
              operator: 'NotIn',
              values: ['true'],
            },
          ],
        },
      },
    ],
  };
}
