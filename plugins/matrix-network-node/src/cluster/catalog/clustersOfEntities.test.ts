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

import { Entity } from '@backstage/catalog-model';
import { clustersOfEntities } from './clustersOfEntities';

const method = { allowedHosts: [], allowSkipTLSVerify: false };

const entity = (
  name: string,
  annotations: Record<string, string> = {},
  metadata: Partial<Entity['metadata']> = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name,
    annotations: {
      'backstage.io/managed-by-location': 'url:https://git.example.org',
      'kubernetes.io/api-server': `https://${name}.example.net`,
      'kubernetes.io/api-server-certificate-authority': 'Q0E=',
      'kubernetes.io/auth-provider': 'azure',
      ...annotations,
    },
    ...metadata,
  },
  spec: { type: 'kubernetes-cluster' },
});

it('reads the annotations', () => {
  const eks = entity(
    'eks',
    {
      'kubernetes.io/auth-provider': 'aws',
      'kubernetes.io/aws-assume-role': 'arn:aws:iam::222222222222:role/r',
      'kubernetes.io/skip-tls-verify': 'true',
    },
    { title: 'Production' },
  );

  expect(clustersOfEntities([eks], method)).toEqual({
    clusters: [
      {
        name: 'eks',
        title: 'Production',
        url: 'https://eks.example.net',
        caData: 'Q0E=',
        skipTLSVerify: false,
        authMetadata: {
          'kubernetes.io/api-server': 'https://eks.example.net',
          'kubernetes.io/api-server-certificate-authority': 'Q0E=',
          'kubernetes.io/auth-provider': 'aws',
          'kubernetes.io/aws-assume-role': 'arn:aws:iam::222222222222:role/r',
          'kubernetes.io/skip-tls-verify': 'true',
        },
      },
    ],
    warnings: [],
  });
});

it('verifies certificates unless both the entity and the configuration say not to', () => {
  const entities = [
    entity('off', { 'kubernetes.io/skip-tls-verify': 'true' }),
    entity('on'),
  ];

  const { clusters } = clustersOfEntities(entities, {
    ...method,
    allowSkipTLSVerify: true,
  });

  expect(clusters.map(({ skipTLSVerify }) => skipTLSVerify)).toEqual([
    true,
    false,
  ]);
});

it.each([
  [
    'google',
    "Cluster 'bad' has authProvider 'google', which needs a signed-in user; accepted: aws, azure, googleServiceAccount, localKubectlProxy",
  ],
  ['serviceAccount', "'serviceAccount'; accepted: aws, azure"],
])('uses all but one that signs in by %s', (authProvider, reason) => {
  const { clusters, warnings } = clustersOfEntities(
    [
      entity('bad', { 'kubernetes.io/auth-provider': authProvider }),
      entity('good'),
    ],
    method,
  );

  expect(clusters.map(({ name }) => name)).toEqual(['good']);
  expect(warnings).toEqual([
    expect.stringContaining(
      'resource:default/bad is not used as a Kubernetes cluster: ',
    ),
  ]);
  expect(warnings[0]).toContain(reason);
});

it('connects outwards only, but to hosts that the configuration names', () => {
  const entities = [
    entity('one', { 'kubernetes.io/api-server': 'https://10.0.0.1' }),
    entity('two', { 'kubernetes.io/api-server': 'https://10.0.0.2' }),
  ];

  const { clusters, warnings } = clustersOfEntities(entities, {
    ...method,
    allowedHosts: ['10.0.0.1'],
  });

  expect(clusters.map(({ name }) => name)).toEqual(['one']);
  expect(warnings).toEqual([
    'resource:default/two is not used as a Kubernetes cluster: Its address is https://10.0.0.2; accepted: a public address, or a host that dangerouslyAllowClusterUrls names',
  ]);
});

it('uses none of several with the same name', () => {
  const entities = [
    entity('prod'),
    entity('prod', {}, { namespace: 'other' }),
    entity('staging'),
  ];

  const { clusters, warnings } = clustersOfEntities(entities, method);

  expect(clusters.map(({ name }) => name)).toEqual(['staging']);
  expect(warnings).toEqual([
    expect.stringMatching(/^resource:default\/prod .*: resource:other\/prod/),
    expect.stringMatching(/^resource:other\/prod .*: resource:default\/prod/),
  ]);
});

it('passes over those that do not say how to reach the cluster', () => {
  const known = entity('known', {}, { annotations: {} });

  expect(clustersOfEntities([known], method)).toEqual({
    clusters: [],
    warnings: [],
  });
});
