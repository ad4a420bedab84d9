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

import { ClusterAccess, ClusterSummary } from './ClusterAccess';
import { combineClusterAccess } from './combineClusterAccess';
import { createClusterClient } from './createClusterClient';
import { NamedClusters } from './NamedClusters';

const source = (title: string, ...names: string[]) =>
  new NamedClusters(
    names.map(name => ({
      name,
      title,
      createClient: () =>
        createClusterClient({ name: `${title}:${name}`, url: 'https://x' }),
    })),
  );

const combined = combineClusterAccess([
  source('first', 'a', 'b'),
  source('second', 'b', 'c'),
]);

it('lists all clusters, the earlier source winning by name', async () => {
  expect(await combined.list()).toEqual([
    { name: 'a', title: 'first' },
    { name: 'b', title: 'first' },
    { name: 'c', title: 'second' },
  ]);
});

it('answers from the source that listed the cluster', async () => {
  expect((await combined.client('b')).clusterName).toBe('first:b');
  expect((await combined.client('c')).clusterName).toBe('second:c');
});

it('names all clusters when asked for another', async () => {
  await expect(combined.client('d')).rejects.toThrow(
    "There is no Kubernetes cluster 'd'; known clusters: a, b, c",
  );
});

describe('with a source that does not answer', () => {
  const failing = {
    list: () => Promise.reject(new Error('The catalog is away')),
    client: () => Promise.reject(new Error('The catalog is away')),
  };
  const clusters = combineClusterAccess([failing, source('second', 'c')]);

  it('keeps the clusters of the others', async () => {
    expect(await clusters.list()).toEqual([{ name: 'c', title: 'second' }]);
    expect((await clusters.client('c')).clusterName).toBe('second:c');
  });

  it('does not say that a cluster is unknown, which that one may know', async () => {
    await expect(clusters.client('d')).rejects.toThrow('The catalog is away');
  });

  it('does not say that there are none where no source answers', async () => {
    await expect(combineClusterAccess([failing]).list()).rejects.toThrow(
      'The catalog is away',
    );
  });

  it('takes no cluster of another source for one that it has listed before', async () => {
    const list = jest
      .fn<Promise<ClusterSummary[]>, []>(failing.list)
      .mockImplementationOnce(() => source('first', 'c').list());
    const flaky = combineClusterAccess([
      { ...failing, list },
      source('second', 'c', 'd'),
    ]);
    await flaky.list();

    await expect(flaky.client('c')).rejects.toThrow('The catalog is away');
    expect((await flaky.client('d')).clusterName).toBe('second:d');
  });
});

it('asks no later source for a cluster that an earlier one has', async () => {
  const never = jest.fn(() => new Promise<never>(() => {}));
  const clusters = combineClusterAccess([
    source('first', 'a'),
    { list: never, client: never },
  ]);

  expect((await clusters.client('a')).clusterName).toBe('first:a');
  expect(never).not.toHaveBeenCalled();
});

describe('with the catalog, after a start while a module is away', () => {
  const started = () => {
    const fleet = { answers: false };
    const module = {
      list: async () => {
        if (!fleet.answers) {
          throw new Error('401 Unauthorized');
        }
        return source('module', 'prod').list();
      },
      client: (name: string) => source('module', 'prod').client(name),
    };
    const catalog = source('catalog', 'prod', 'test');
    const clusters = combineClusterAccess([source('config', 'a'), module], {
      catalog: [catalog],
    });
    return { fleet, clusters };
  };

  it.each(['prod', 'test', 'nowhere'])(
    "says for '%s' which source is away, and asks no cluster of the catalog",
    async name => {
      const { clusters } = started();

      await expect(clusters.client(name)).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: `Source 2 of 3 has not listed its Kubernetes clusters since the portal was started; '${name}' may be one of them, and is not taken from the catalog before it has: 401 Unauthorized`,
      });
    },
  );

  it('serves the others', async () => {
    const { clusters } = started();

    expect(await clusters.list()).toEqual([{ name: 'a', title: 'config' }]);
    expect((await clusters.client('a')).clusterName).toBe('config:a');
  });

  it("serves the catalog's once the module has listed its own, be it away again", async () => {
    const { fleet, clusters } = started();
    fleet.answers = true;

    expect(await clusters.list()).toEqual([
      { name: 'a', title: 'config' },
      { name: 'prod', title: 'module' },
      { name: 'test', title: 'catalog' },
    ]);
    fleet.answers = false;
    expect((await clusters.client('prod')).clusterName).toBe('module:prod');
    expect((await clusters.client('test')).clusterName).toBe('catalog:test');
  });
});

describe('what the log says of a source that does not list its clusters', () => {
  class FleetClusters {
    answers = false;

    async list(): Promise<ClusterSummary[]> {
      if (this.answers) {
        return [];
      }
      throw new Error('401 Unauthorized');
    }

    async client(): Promise<never> {
      throw new Error('401 Unauthorized');
    }
  }

  const withLog = (fleet: ClusterAccess) => {
    const logger = { info: jest.fn(), warn: jest.fn() };
    const clusters = combineClusterAccess([source('first', 'a'), fleet], {
      logger,
    });
    return { logger, clusters };
  };

  it('is which one and why, once for each outage, and once that it is back', async () => {
    const fleet = new FleetClusters();
    const { logger, clusters } = withLog(fleet);
    const outage = [
      'Source 2 of 2 (FleetClusters) does not list its Kubernetes clusters, which are missing until it does: 401 Unauthorized',
    ];

    await clusters.list();
    await clusters.list();
    expect(logger.warn.mock.calls).toEqual([outage]);
    expect(logger.info).not.toHaveBeenCalled();

    fleet.answers = true;
    await clusters.list();
    await clusters.list();
    expect(logger.info.mock.calls).toEqual([
      ['Source 2 of 2 (FleetClusters) lists its Kubernetes clusters again'],
    ]);

    fleet.answers = false;
    await clusters.list();
    expect(logger.warn.mock.calls).toEqual([outage, outage]);
  });

  it('is its place where it has no class', async () => {
    const away = () => Promise.reject(new Error('401 Unauthorized'));
    const { logger, clusters } = withLog({ list: away, client: away });

    await clusters.list();

    expect(logger.warn.mock.calls).toEqual([
      [expect.stringMatching(/^Source 2 of 2 does not list /)],
    ]);
  });
});
