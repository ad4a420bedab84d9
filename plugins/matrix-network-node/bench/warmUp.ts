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
import { TestKubernetes } from '@matrix-network/test-kubernetes';
import { setTimeout as delay } from 'node:timers/promises';

const SERVED_WITHIN_MS = 10_000;

const group = 'warmup.matrix-network.example';
const namespace = 'warm-up';

const kind: KubernetesObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `things.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: { kind: 'Thing', plural: 'things' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                properties: { size: { type: 'integer' } },
                'x-kubernetes-validations': [{ rule: 'self.size > 0' }],
              },
            },
          },
        },
      },
    ],
  },
};

const thing: KubernetesObject = {
  apiVersion: `${group}/v1`,
  kind: 'Thing',
  metadata: { name: 'thing', namespace },
  spec: { size: 1 },
};

const paths: [string, KubernetesObject][] = [
  [
    `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.${group}`,
    kind,
  ],
  [
    `/api/v1/namespaces/${namespace}`,
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
  ],
  [
    `/api/v1/namespaces/${namespace}/services/service`,
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'service', namespace },
      spec: { ports: [{ port: 80 }] },
    },
  ],
  [
    `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies/policy`,
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'policy', namespace },
      spec: { podSelector: {} },
    },
  ],
];

/**
 * An API server that has just started does much for the first time with the first
 * object of a kind, and the first kind, that it is sent: whoever is measured on a
 * server in use must not pay for it. What it applies stays.
 */
export async function warmUp({ request }: TestKubernetes): Promise<void> {
  const apply = (path: string, object: KubernetesObject) =>
    request(
      'PATCH',
      `${path}?fieldManager=warm-up`,
      object,
      'application/apply-patch+yaml',
    );
  for (const [path, object] of paths) {
    await apply(path, object);
  }
  const things = `/apis/${group}/v1/namespaces/${namespace}/things`;
  const end = Date.now() + SERVED_WITHIN_MS;
  const isServed = () =>
    request('GET', things).then(
      () => true,
      () => false,
    );
  while (!(await isServed())) {
    if (Date.now() > end) {
      throw new Error(`${things} was not served within ${SERVED_WITHIN_MS} ms`);
    }
    await delay(100);
  }
  await apply(`${things}/thing`, thing);
}
