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

import { ConfigReader } from '@backstage/config';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigClusterAccess } from './ConfigClusterAccess';

const cluster = (fields: Record<string, string | boolean>) => ({
  url: 'https://10.0.0.1:6443',
  authProvider: 'serviceAccount',
  serviceAccountToken: 'secret-token',
  ...fields,
});

const access = (config: object) =>
  ConfigClusterAccess.fromConfig(
    new ConfigReader(JSON.parse(JSON.stringify(config))),
  );

const locating = (...methods: object[]) =>
  access({ kubernetes: { clusterLocatorMethods: methods } });

it("lists the clusters of Backstage's Kubernetes configuration", async () => {
  const clusters = locating(
    {
      type: 'config',
      clusters: [
        cluster({ name: 'prod', title: 'Production' }),
        cluster({ name: 'staging' }),
      ],
    },
    { type: 'localKubectlProxy' },
    { type: 'catalog' },
  );

  expect(await clusters.list()).toEqual([
    { name: 'prod', title: 'Production' },
    { name: 'staging', title: undefined },
    { name: 'local', title: undefined },
  ]);
});

it('makes one client for a cluster, named after it', async () => {
  const clusters = locating({
    type: 'config',
    clusters: [cluster({ name: 'prod' })],
  });
  const client = await clusters.client('prod');

  expect(client.clusterName).toBe('prod');
  expect(await clusters.client('prod')).toBe(client);
});

it('names the clusters that there are when asked for another', async () => {
  const clusters = locating({
    type: 'config',
    clusters: [cluster({ name: 'prod' }), cluster({ name: 'staging' })],
  });

  await expect(clusters.client('prd')).rejects.toMatchObject({
    name: 'NotFoundError',
    message:
      "There is no Kubernetes cluster 'prd'; known clusters: prod, staging",
  });
});

const accepted =
  'accepted: serviceAccount, aws, azure, googleServiceAccount, localKubectlProxy';

it.each([
  ['google', `'google', which needs a signed-in user; ${accepted}`],
  ['oidc', "'oidc', which needs a signed-in user; accepted:"],
  ['aks', "'aks', which needs a signed-in user; accepted:"],
  ['other', `Cluster 'bad' has authProvider 'other'; ${accepted}`],
])(
  'refuses what cannot work without a user, says what can, and keeps the others: %s',
  async (authProvider, message) => {
    const clusters = locating({
      type: 'config',
      clusters: [
        cluster({ name: 'bad', authProvider }),
        cluster({ name: 'good' }),
      ],
    });

    await expect(clusters.client('bad')).rejects.toThrow(message);
    expect((await clusters.client('good')).clusterName).toBe('good');
    expect(await clusters.list()).toHaveLength(2);
  },
);

it('names a locator method of a type that there is not', () => {
  expect(() =>
    locating({ type: 'localKubectlProxy' }, { type: 'confg', clusters: [] }),
  ).toThrow(
    "kubernetes.clusterLocatorMethods[1].type is 'confg'; accepted: config, catalog, localKubectlProxy, gke",
  );
});

it('says once that clusters of type gke are not read, and what to do instead', async () => {
  const logger = { warn: jest.fn() };
  const clusters = ConfigClusterAccess.fromConfig(
    new ConfigReader({
      kubernetes: {
        clusterLocatorMethods: [
          { type: 'gke', projectId: 'p' },
          { type: 'gke', projectId: 'q' },
          { type: 'localKubectlProxy' },
        ],
      },
    }),
    { logger },
  );

  expect(await clusters.list()).toEqual([{ name: 'local' }]);
  expect(logger.warn.mock.calls).toEqual([
    [expect.stringMatching(/type 'gke', .* authProvider googleServiceAccount/)],
  ]);
});

it('says which key of authMetadata is not text', async () => {
  const clusters = access({
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'eks',
              url: 'https://10.0.0.1',
              authMetadata: { 'kubernetes.io/aws-external-id': ['a'] },
            },
          ],
        },
      ],
    },
  });

  await expect(clusters.client('eks')).rejects.toThrow(
    "Cluster 'eks': authMetadata.kubernetes.io/aws-external-id is not text; accepted:",
  );
});

it("reads authMetadata as Backstage's Kubernetes plugin does", async () => {
  const { authProvider: _, ...fields } = cluster({ name: 'catalogued' });
  const clusters = locating({
    type: 'config',
    clusters: [
      {
        ...fields,
        authMetadata: { 'kubernetes.io/auth-provider': 'serviceAccount' },
      },
      { ...fields, name: 'unnamed' },
    ],
  });

  expect((await clusters.client('catalogued')).clusterName).toBe('catalogued');
  await expect(clusters.client('unnamed')).rejects.toThrow(
    "Cluster 'unnamed' has no authProvider; accepted: serviceAccount, aws",
  );
});

it('sends no token over plain HTTP to another machine', async () => {
  const clusters = locating({
    type: 'config',
    clusters: [cluster({ name: 'plain', url: 'http://10.0.0.1:8080' })],
  });

  const failure = clusters.client('plain');

  await expect(failure).rejects.toThrow('accepted: https');
  await expect(failure).rejects.not.toThrow('secret-token');
});

it('reads the contexts of a kubeconfig', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'kubeconfig-')), 'config');
  await writeFile(
    path,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'c', cluster: { server: 'https://10.0.0.2:6443' } }],
      users: [{ name: 'u', user: { token: 't' } }],
      contexts: [
        { name: 'one', context: { cluster: 'c', user: 'u' } },
        { name: 'two', context: { cluster: 'c', user: 'u' } },
      ],
      'current-context': 'two',
    }),
  );
  const current = access({ matrixNetwork: { kubeconfig: { path } } });
  const named = access({
    matrixNetwork: { kubeconfig: { path, contexts: ['one', 'three'] } },
  });

  expect(await current.list()).toEqual([{ name: 'two' }]);
  expect((await named.client('one')).clusterName).toBe('one');
  await expect(named.client('three')).rejects.toThrow(
    "matrixNetwork.kubeconfig.contexts names 'three'; the kubeconfig has: one, two",
  );
});

it('has no clusters without configuration', async () => {
  expect(await access({}).list()).toEqual([]);
});
