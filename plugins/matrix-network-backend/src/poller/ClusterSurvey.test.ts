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

import { ServiceUnavailableError } from '@backstage/errors';
import {
  ClusterAccess,
  combineClusterAccess,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { DatabaseKubernetesClusterStore } from '../database/DatabaseKubernetesClusterStore';
import { migratedDatabase } from '../__testUtils__/databases';
import {
  factsOf,
  fakeClient,
  fakeClusters,
  fakeEngine,
} from '../__testUtils__/fakes';
import { ClusterSurvey } from './ClusterSurvey';

jest.setTimeout(60_000);

describe('ClusterSurvey', () => {
  it('records what each cluster answers; a dead one costs the others nothing', async () => {
    const store = new DatabaseKubernetesClusterStore(
      await migratedDatabase('SQLITE_3'),
    );
    const clusters = fakeClusters('good', 'dead', 'slow');
    const survey = new ClusterSurvey({
      store,
      engine: fakeEngine(),
      timeoutMs: 100,
      clusters: {
        ...clusters,
        client: async name => ({
          ...fakeClient(name),
          version: async () => {
            if (name === 'dead') {
              throw new Error('connect ECONNREFUSED');
            }
            if (name === 'slow') {
              await new Promise(() => {});
            }
            return { major: '1', minor: '34', gitVersion: 'v1.34.0' };
          },
        }),
      },
    });
    await survey.run(new AbortController().signal);
    await expect(store.list()).resolves.toEqual([
      { name: 'dead', reachable: false, message: 'connect ECONNREFUSED' },
      {
        name: 'good',
        reachable: true,
        kubernetesVersion: 'v1.34.0',
        facts: factsOf(),
      },
      { name: 'slow', reachable: false, message: 'No answer within 0.1 s' },
    ]);
  });

  it('says of a cluster that answers what it does not tell, and keeps what it told before', async () => {
    const store = new DatabaseKubernetesClusterStore(
      await migratedDatabase('SQLITE_3'),
    );
    const why = 'the account may not list deployments.apps in the cluster';
    const look = async (readFacts = fakeEngine().readFacts) =>
      new ClusterSurvey({
        store,
        engine: { readFacts },
        clusters: fakeClusters('a'),
      }).run(new AbortController().signal);

    await look();
    await look(async () => {
      throw new ServiceUnavailableError(why);
    });

    expect(await store.list()).toMatchObject([
      { name: 'a', reachable: true, message: why, facts: factsOf() },
    ]);
  });

  it('forgets a cluster that is gone, and none whose source does not answer', async () => {
    const store = new DatabaseKubernetesClusterStore(
      await migratedDatabase('SQLITE_3'),
    );
    const look = async (clusters: ClusterAccess) => {
      const survey = new ClusterSurvey({
        store,
        engine: fakeEngine(),
        clusters,
      });
      await survey.run(new AbortController().signal);
      return (await store.list()).map(({ name }) => name);
    };
    const configured = fakeClusters('configured');
    const catalog = fakeClusters('of-catalog');
    const away = async () => {
      throw new ServiceUnavailableError('The catalog is away');
    };

    await look(combineClusterAccess([configured, catalog]));
    expect(
      await look(
        combineClusterAccess([configured, { list: away, client: away }]),
      ),
    ).toEqual(['configured', 'of-catalog']);
    expect(await look(combineClusterAccess([configured]))).toEqual([
      'configured',
    ]);
  });
});
