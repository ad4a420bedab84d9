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

import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve, stopServing } from '../../__testUtils__/serve';
import { ClusterAccess } from '../ClusterAccess';
import { orAborted } from '../orAborted';
import { CatalogClusterAccess } from './CatalogClusterAccess';

const cluster = (
  name: string,
  annotations: Record<string, string> = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name,
    title: `Cluster ${name}`,
    annotations: {
      'kubernetes.io/api-server': `https://${name}.example.net`,
      'kubernetes.io/api-server-certificate-authority': 'Q0E=',
      'kubernetes.io/auth-provider': 'azure',
      ...annotations,
    },
  },
  spec: { type: 'kubernetes-cluster', owner: 'group:default/platform' },
});

const database: Entity = {
  ...cluster('database'),
  spec: { type: 'database' },
};

/** A catalog of which the test says what it answers. */
function accessTo(entities: () => Entity[] | Promise<Entity[]>) {
  const logger = { warn: jest.fn() };
  const getEntities = jest.fn(
    async (
      ...[request]: Parameters<
        ReturnType<typeof catalogServiceMock>['getEntities']
      >
    ) =>
      catalogServiceMock({ entities: await entities() }).getEntities(request),
  );
  const [clusters, ...others] = CatalogClusterAccess.fromConfig(
    new ConfigReader({
      kubernetes: {
        clusterLocatorMethods: [
          { type: 'localKubectlProxy' },
          { type: 'catalog', dangerouslyAllowClusterUrls: ['127.0.0.1'] },
        ],
      },
    }),
    {
      auth: mockServices.auth({ pluginId: 'matrix-network' }),
      catalog: { getEntities },
      logger,
    },
  );
  expect(others).toEqual([]);
  return { clusters, logger, getEntities };
}

const later = () => jest.setSystemTime(Date.now() + 31_000);

/** Later, when one who asked has had the list read anew. */
async function refreshed(clusters: ClusterAccess): Promise<void> {
  later();
  await clusters.list();
  await jest.advanceTimersByTimeAsync(1);
}

/** A promise's value or error, which must not take a catalog's time. */
const atOnce = <T>(promise: Promise<T>): Promise<T> =>
  orAborted(promise, AbortSignal.timeout(1_000));

const hangs = () => new Promise<never>(() => {});

beforeEach(() => {
  jest.useFakeTimers({ advanceTimers: true });
});

afterEach(() => {
  jest.useRealTimers();
  stopServing();
});

it('is there where the configuration says so', () => {
  expect(
    CatalogClusterAccess.fromConfig(new ConfigReader({}), {
      auth: mockServices.auth(),
      catalog: catalogServiceMock(),
      logger: mockServices.logger.mock(),
    }),
  ).toEqual([]);
});

it('lists the clusters of the catalog, asked with its own credentials', async () => {
  const { clusters, logger, getEntities } = accessTo(() => [
    cluster('eu'),
    cluster('us'),
    database,
  ]);

  expect(await clusters.list()).toEqual([
    { name: 'eu', title: 'Cluster eu' },
    { name: 'us', title: 'Cluster us' },
  ]);
  expect(getEntities.mock.calls[0]).toEqual([
    expect.objectContaining({ limit: 1000 }),
    {
      credentials: expect.objectContaining({
        principal: { type: 'service', subject: 'plugin:matrix-network' },
      }),
    },
  ]);
  expect(logger.warn).not.toHaveBeenCalled();
});

it('connects to a cluster, of which there is one client', async () => {
  const url = await serve((_, response) =>
    response.end('{"major":"1","minor":"36","gitVersion":"v1.36.3"}'),
  );
  const { clusters } = accessTo(() => [
    cluster('here', {
      'kubernetes.io/api-server': url,
      'kubernetes.io/auth-provider': 'localKubectlProxy',
    }),
  ]);
  const client = await clusters.client('here');

  expect(await client.version()).toMatchObject({ gitVersion: 'v1.36.3' });
  await refreshed(clusters);
  expect(await clusters.client('here')).toBe(client);
});

it('sends nothing to a name that leads inwards', async () => {
  const { clusters } = accessTo(() => [
    cluster('inwards', {
      'kubernetes.io/api-server': 'https://localhost:6443',
      'kubernetes.io/auth-provider': 'localKubectlProxy',
    }),
  ]);
  const client = await clusters.client('inwards');

  await expect(client.version()).rejects.toThrow(
    /^localhost leads to .*; accepted: a public address/,
  );
});

it('reads the catalog anew after a while, once for all who ask at once', async () => {
  let entities = [cluster('eu')];
  const { clusters, getEntities } = accessTo(() => entities);
  await Promise.all([clusters.list(), clusters.client('eu')]);
  entities = [cluster('us')];

  expect(await clusters.list()).toEqual([
    expect.objectContaining({ name: 'eu' }),
  ]);
  later();
  expect(await clusters.list()).toEqual([
    expect.objectContaining({ name: 'eu' }),
  ]);
  await jest.advanceTimersByTimeAsync(1);
  expect(await clusters.list()).toEqual([
    expect.objectContaining({ name: 'us' }),
  ]);
  await expect(clusters.client('eu')).rejects.toThrow(
    "There is no Kubernetes cluster 'eu'; known clusters: us",
  );
  expect(getEntities).toHaveBeenCalledTimes(2);
});

it('makes a new client where the entity has changed', async () => {
  let entities = [cluster('eu')];
  const { clusters } = accessTo(() => entities);
  const client = await clusters.client('eu');

  entities = [
    cluster('eu', { 'kubernetes.io/api-server': 'https://new.example.net' }),
  ];
  await refreshed(clusters);

  expect(await clusters.client('eu')).not.toBe(client);
});

it('says once what it does not use, and keeps the others', async () => {
  let entities = [
    cluster('eu'),
    cluster('users', { 'kubernetes.io/auth-provider': 'oidc' }),
  ];
  const { clusters, logger } = accessTo(() => entities);

  expect(await clusters.list()).toHaveLength(1);
  await refreshed(clusters);

  expect(logger.warn.mock.calls).toEqual([
    [expect.stringMatching(/^resource:default\/users .* signed-in user/)],
  ]);

  entities = [cluster('eu')];
  await refreshed(clusters);
  entities = [cluster('users', { 'kubernetes.io/auth-provider': 'oidc' })];
  await refreshed(clusters);
  expect(logger.warn).toHaveBeenCalledTimes(2);
});

it('keeps what it read while the catalog is away, and says once that it is', async () => {
  let answer: () => Entity[] | Promise<Entity[]> = () => [cluster('eu')];
  const { clusters, logger } = accessTo(() => answer());
  const client = await clusters.client('eu');

  answer = () => Promise.reject(new Error('ECONNREFUSED'));
  await refreshed(clusters);
  expect(await clusters.client('eu')).toBe(client);
  await refreshed(clusters);
  expect(await clusters.client('eu')).toBe(client);
  expect(logger.warn.mock.calls).toEqual([
    [expect.stringMatching(/^The catalog did not answer .*: ECONNREFUSED$/)],
  ]);

  answer = () => [];
  await refreshed(clusters);
  expect(await clusters.list()).toEqual([]);
});

it('is not known to have no clusters before the catalog has answered', async () => {
  let answer: () => Entity[] | Promise<Entity[]> = () =>
    Promise.reject(new Error('ECONNREFUSED'));
  const { clusters, getEntities } = accessTo(() => answer());

  for (const ask of [() => clusters.list(), () => clusters.client('eu')]) {
    await expect(ask()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message:
        "Clusters of kubernetes.clusterLocatorMethods with type 'catalog' are not known: ECONNREFUSED",
    });
  }
  // Not by everyone who asks.
  expect(getEntities).toHaveBeenCalledTimes(1);

  answer = () => [cluster('eu')];
  later();
  expect(await clusters.list()).toHaveLength(1);
});

it('does not wait for a catalog that does not answer', async () => {
  jest.useRealTimers();
  const timeout = jest
    .spyOn(AbortSignal, 'timeout')
    .mockReturnValue(AbortSignal.abort(new Error('too slow')));
  const { clusters } = accessTo(async () => {
    await sleep(60_000, undefined, { ref: false });
    return [];
  });

  await expect(clusters.list()).rejects.toThrow('too slow');
  timeout.mockRestore();
});

it('answers at once with what it read while the catalog hangs', async () => {
  let answer: () => Entity[] | Promise<Entity[]> = () => [cluster('eu')];
  const { clusters, getEntities } = accessTo(() => answer());
  const client = await clusters.client('eu');

  answer = hangs;
  later();
  expect(await atOnce(clusters.list())).toHaveLength(1);
  expect(await atOnce(clusters.client('eu'))).toBe(client);
  // One who asks is enough, as long as that one waits.
  expect(getEntities).toHaveBeenCalledTimes(2);
});

it('is waited for by the first who ask, and by nobody once it has hung', async () => {
  const tooSlow = new AbortController();
  const timeout = jest
    .spyOn(AbortSignal, 'timeout')
    .mockReturnValueOnce(tooSlow.signal);
  let answer: () => Entity[] | Promise<Entity[]> = hangs;
  const { clusters, getEntities } = accessTo(() => answer());
  const first = clusters.list();
  tooSlow.abort(new DOMException('too slow', 'TimeoutError'));
  await expect(first).rejects.toThrow('too slow');

  let give: (entities: Entity[]) => void = () => {};
  answer = () =>
    new Promise(resolve => {
      give = resolve;
    });
  later();
  await expect(atOnce(clusters.list())).rejects.toMatchObject({
    name: 'ServiceUnavailableError',
    message: expect.stringContaining('too slow'),
  });
  expect(getEntities).toHaveBeenCalledTimes(2);

  give([cluster('eu')]);
  await jest.advanceTimersByTimeAsync(1);
  expect(await atOnce(clusters.list())).toHaveLength(1);
  timeout.mockRestore();
});

it('says that it does not read more than so many', async () => {
  const { clusters, logger } = accessTo(() =>
    Array.from({ length: 1_001 }, (_, index) => cluster(`c${index}`)),
  );

  expect(await clusters.list()).toHaveLength(1_000);
  expect(logger.warn.mock.calls).toEqual([
    [expect.stringContaining('Only the first 1000 Resources')],
  ]);
});
