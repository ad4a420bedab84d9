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
import { ingressNginxRbac } from './ingressNginxRbac';

const NAMESPACE = 'ingress-nginx';
const NAME = 'ingress-nginx';
const ADMISSION = 'ingress-nginx-admission';
const CONTROLLER = 'ingress-nginx-controller';

/** Where two ingress-nginx releases differ in what this mirror serves. */
interface Release {
  controllerImage: string;
  certgenImage: string;
  /** 1.11 states `allow-snippet-annotations: "false"`; 1.15 has `data: null`. */
  configMapData: Record<string, string> | null;
  extraArgs: string[];
  jobTtlSeconds?: number;
  webhookPort?: number;
}

const releases: Readonly<Record<string, Release>> = {
  '1.11.1': {
    controllerImage:
      'registry.k8s.io/ingress-nginx/controller:v1.11.1@sha256:e6439a12b52076965928e83b7b56aae6731231677b01e81818bce7fa5c60161a',
    certgenImage:
      'registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.4.1@sha256:36d05b4077fb8e3d13663702fa337f124675ba8667cbd949c03a8e8ea6fa4366',
    configMapData: { 'allow-snippet-annotations': 'false' },
    extraArgs: ['--enable-metrics=false'],
  },
  '1.15.1': {
    controllerImage:
      'registry.k8s.io/ingress-nginx/controller:v1.15.1@sha256:594ceea76b01c592858f803f9ff4d2cb40542cae2060410b2c95f75907d659e1',
    certgenImage:
      'registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.6.9@sha256:01038e7de14b78d702d2849c3aad72fd25903c4765af63cf16aa3398f5d5f2dd',
    configMapData: null,
    extraArgs: [],
    jobTtlSeconds: 0,
    webhookPort: 443,
  },
};

/** Versions of ingress-nginx that the mirror serves. */
export const ingressNginxVersions = Object.keys(releases);

/**
 * A miniature ingress-nginx release: the same objects under the same names as
 * the upstream one for bare metal, with what controllers and patches look at.
 * Undefined for a version that the mirror does not serve.
 */
export function ingressNginxRelease(
  version: string,
): KubernetesObject[] | undefined {
  const release = releases[version];
  return release && objects(version, release);
}

const instanceLabels = {
  'app.kubernetes.io/instance': NAME,
  'app.kubernetes.io/name': NAME,
};

function objects(version: string, release: Release): KubernetesObject[] {
  const controller = labels(version, 'controller');
  const admission = labels(version, 'admission-webhook');
  const shared = labels(version);
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: NAMESPACE, labels: instanceLabels },
    },
    ...ingressNginxRbac({ controller, admission, shared }),
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: CONTROLLER, namespace: NAMESPACE, labels: controller },
      data: release.configMapData,
    },
    controllerService(controller),
    admissionService(controller),
    deployment(controller, release),
    admissionJob('create', admission, release, [
      `--host=${CONTROLLER}-admission,${CONTROLLER}-admission.$(POD_NAMESPACE).svc`,
      '--namespace=$(POD_NAMESPACE)',
      `--secret-name=${ADMISSION}`,
    ]),
    admissionJob('patch', admission, release, [
      `--webhook-name=${ADMISSION}`,
      '--namespace=$(POD_NAMESPACE)',
      '--patch-mutating=false',
      `--secret-name=${ADMISSION}`,
      '--patch-failure-policy=Fail',
    ]),
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'nginx', labels: controller },
      spec: { controller: 'k8s.io/ingress-nginx' },
    },
    webhookConfiguration(admission, release),
  ];
}

const selector = {
  'app.kubernetes.io/component': 'controller',
  ...instanceLabels,
};

function labels(version: string, component?: string): Record<string, string> {
  return {
    ...(component ? { 'app.kubernetes.io/component': component } : {}),
    ...instanceLabels,
    'app.kubernetes.io/part-of': NAME,
    'app.kubernetes.io/version': version,
  };
}

type LabelMap = Record<string, string>;

function controllerService(meta: LabelMap): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: CONTROLLER, namespace: NAMESPACE, labels: meta },
    spec: {
      type: 'NodePort',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [port('http', 80), port('https', 443)],
      selector,
    },
  };
}

function port(name: 'http' | 'https', number: number) {
  return {
    name,
    appProtocol: name,
    port: number,
    protocol: 'TCP',
    targetPort: name,
  };
}

function admissionService(meta: LabelMap): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: `${CONTROLLER}-admission`,
      namespace: NAMESPACE,
      labels: meta,
    },
    spec: {
      type: 'ClusterIP',
      ports: [
        {
          name: 'https-webhook',
          appProtocol: 'https',
          port: 443,
          targetPort: 'webhook',
        },
      ],
      selector,
    },
  };
}

const podNamespace = {
  name: 'POD_NAMESPACE',
  valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } },
};

const health = {
  httpGet: { path: '/healthz', port: 10254, scheme: 'HTTP' },
  initialDelaySeconds: 10,
  periodSeconds: 10,
};

function deployment(meta: LabelMap, release: Release): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: CONTROLLER, namespace: NAMESPACE, labels: meta },
    spec: {
      selector: { matchLabels: selector },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
      revisionHistoryLimit: 10,
      minReadySeconds: 0,
      template: {
        metadata: { labels: meta },
        spec: {
          serviceAccountName: NAME,
          terminationGracePeriodSeconds: 300,
          dnsPolicy: 'ClusterFirst',
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          containers: [controllerContainer(release)],
          volumes: [
            { name: 'webhook-cert', secret: { secretName: ADMISSION } },
          ],
        },
      },
    },
  };
}

function controllerContainer({ controllerImage, extraArgs }: Release) {
  return {
    name: 'controller',
    image: controllerImage,
    imagePullPolicy: 'IfNotPresent',
    args: [
      '/nginx-ingress-controller',
      '--election-id=ingress-nginx-leader',
      '--controller-class=k8s.io/ingress-nginx',
      '--ingress-class=nginx',
      `--configmap=$(POD_NAMESPACE)/${CONTROLLER}`,
      '--validating-webhook=:8443',
      '--validating-webhook-certificate=/usr/local/certificates/cert',
      '--validating-webhook-key=/usr/local/certificates/key',
      ...extraArgs,
    ],
    env: [
      {
        name: 'POD_NAME',
        valueFrom: { fieldRef: { fieldPath: 'metadata.name' } },
      },
      podNamespace,
    ],
    ports: [
      { name: 'http', containerPort: 80, protocol: 'TCP' },
      { name: 'https', containerPort: 443, protocol: 'TCP' },
      { name: 'webhook', containerPort: 8443, protocol: 'TCP' },
    ],
    livenessProbe: health,
    readinessProbe: health,
    lifecycle: { preStop: { exec: { command: ['/wait-shutdown'] } } },
    resources: { requests: { cpu: '100m', memory: '90Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
      runAsNonRoot: true,
      runAsUser: 101,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    volumeMounts: [
      {
        name: 'webhook-cert',
        mountPath: '/usr/local/certificates/',
        readOnly: true,
      },
    ],
  };
}

function admissionJob(
  command: 'create' | 'patch',
  meta: LabelMap,
  { certgenImage, jobTtlSeconds }: Release,
  args: string[],
): KubernetesObject {
  const name = `${ADMISSION}-${command}`;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: NAMESPACE, labels: meta },
    spec: {
      template: {
        metadata: { name, labels: meta },
        spec: {
          restartPolicy: 'OnFailure',
          serviceAccountName: ADMISSION,
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          containers: [
            {
              name: command,
              image: certgenImage,
              imagePullPolicy: 'IfNotPresent',
              args: [command, ...args],
              env: [podNamespace],
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
                readOnlyRootFilesystem: true,
                runAsNonRoot: true,
                runAsUser: 65532,
                seccompProfile: { type: 'RuntimeDefault' },
              },
            },
          ],
        },
      },
      ...(jobTtlSeconds === undefined
        ? {}
        : { ttlSecondsAfterFinished: jobTtlSeconds }),
    },
  };
}

function webhookConfiguration(
  meta: LabelMap,
  { webhookPort }: Release,
): KubernetesObject {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: ADMISSION, labels: meta },
    webhooks: [
      {
        name: 'validate.nginx.ingress.kubernetes.io',
        admissionReviewVersions: ['v1'],
        clientConfig: {
          service: {
            name: `${CONTROLLER}-admission`,
            namespace: NAMESPACE,
            path: '/networking/v1/ingresses',
            ...(webhookPort === undefined ? {} : { port: webhookPort }),
          },
        },
        failurePolicy: 'Fail',
        matchPolicy: 'Equivalent',
        rules: [
          {
            apiGroups: ['networking.k8s.io'],
            apiVersions: ['v1'],
            operations: ['CREATE', 'UPDATE'],
            resources: ['ingresses'],
          },
        ],
        sideEffects: 'None',
      },
    ],
  };
}
