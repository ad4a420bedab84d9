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
import { ObjectsClient } from '../__testUtils__/ObjectsClient';
import {
  forbidden,
  stopTestClusters,
  testCluster,
} from '../__testUtils__/sandbox';
import { quick, stackOf } from '../__testUtils__/stacks';
import { applyStack } from './applyStack';
import { planStack } from './planStack';

afterEach(stopTestClusters);

const namespace: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'matrix' },
};

const certificate = (
  secretName: string,
  metadata: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: {
    name: 'matrix-tls',
    namespace: 'matrix',
    labels: { 'app.kubernetes.io/managed-by': 'matrix-network' },
    ...metadata,
  },
  spec: { secretName },
});

const secret = (madeFor?: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: 'matrix-tls',
    namespace: 'matrix',
    ...(madeFor && {
      annotations: { 'cert-manager.io/certificate-name': madeFor },
    }),
  },
  data: { 'tls.key': 'dGhlaXJz' },
});

const stack = stackOf(
  { objects: [namespace] },
  { objects: [certificate('matrix-tls')] },
);

const plansOf = async (options: Parameters<typeof planStack>[0]) =>
  Object.fromEntries(
    (await planStack(options)).map(({ object, plan }) => [object, plan]),
  );

const conflictWith = (manager: string) => ({
  action: 'conflict',
  conflicts: [{ object: 'Secret matrix/matrix-tls', field: 'data', manager }],
});

it('needs a word for a Secret that was not made for the Certificate', async () => {
  const plansWith = (...objects: KubernetesObject[]) =>
    plansOf({ client: new ObjectsClient([namespace, ...objects]), stack });

  expect(await plansWith(secret())).toEqual({
    'Namespace matrix': expect.anything(),
    'Secret matrix/matrix-tls': conflictWith('whoever brought it in'),
    'Certificate matrix/matrix-tls': { action: 'create' },
  });
  expect(await plansWith(secret('own-tls'))).toMatchObject({
    'Secret matrix/matrix-tls': conflictWith('Certificate own-tls'),
  });
});

it('has nothing to say of one that was, or is not there', async () => {
  const secretIn = async (...objects: KubernetesObject[]) =>
    Object.keys(
      await plansOf({
        client: new ObjectsClient([namespace, ...objects]),
        stack,
      }),
    ).filter(object => object.startsWith('Secret '));

  expect(await secretIn()).toEqual([]);
  expect(await secretIn(secret('matrix-tls'))).toEqual([]);
  // The Certificate writes into it already.
  expect(await secretIn(certificate('matrix-tls'), secret())).toEqual([]);
  // It would begin to.
  expect(await secretIn(certificate('old-tls'), secret())).toHaveLength(1);
  expect(
    await secretIn(
      certificate('matrix-tls', { deletionTimestamp: '2026-01-01T00:00:00Z' }),
      secret(),
    ),
  ).toHaveLength(1);
});

it('says that it is overwritten where that is wanted, but not what is in it', async () => {
  const client = new ObjectsClient([namespace, secret()]);
  const plans = await plansOf({
    client,
    stack,
    force: ['Secret matrix/matrix-tls'],
  });

  expect(plans['Secret matrix/matrix-tls']).toEqual({
    action: 'change',
    fields: [
      {
        field: 'data',
        before: '"what is in it now"',
        after: '"a key and a certificate from cert-manager"',
      },
    ],
    moreFields: 0,
  });
});

it('applies nothing at all, and asks for metadata only', async () => {
  const { client, requests } = await testCluster();
  await client.apply(namespace, { fieldManager: 'admin' });
  await client.apply(secret(), { fieldManager: 'admin' });

  const result = await applyStack({ client, stack, ...quick });

  expect(result).toEqual({
    created: 0,
    changed: 0,
    unchanged: 0,
    conflicts: conflictWith('whoever brought it in').conflicts,
  });
  expect(
    requests.filter(
      ({ resource, verb }) => resource === 'secrets' && verb !== 'patch',
    ),
  ).toHaveLength(1);
});

it("takes a Secret that it may not look at for somebody else's", async () => {
  const { client } = await testCluster({
    faults: {
      before: async request =>
        request.resource === 'secrets' && request.verb === 'get'
          ? forbidden(request)
          : { outcome: 'proceed' },
    },
  });
  await client.apply(namespace, { fieldManager: 'admin' });

  expect(await plansOf({ client, stack })).toMatchObject({
    'Secret matrix/matrix-tls': conflictWith(
      'nobody knows whom: the portal may not get secrets in namespace matrix',
    ),
  });
});

it('asks for nothing in a Namespace that is yet to be made', async () => {
  const { client, requests } = await testCluster();
  await planStack({ client, stack });

  expect(requests.filter(({ resource }) => resource === 'secrets')).toEqual([]);
});
