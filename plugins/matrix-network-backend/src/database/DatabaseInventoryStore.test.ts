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

import { InventoryEntry } from '@matrix-network/backstage-plugin-matrix-network-node';
import { databaseIds, migratedDatabase } from '../__testUtils__/databases';
import { specOf } from '../__testUtils__/fakes';
import { DatabaseInventoryStore } from './DatabaseInventoryStore';

jest.setTimeout(60_000);

const policy = (name: string, uid?: string): InventoryEntry => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  namespace: 'matrix',
  name,
  ...(uid && { uid }),
  stage: 'policies',
  ownership: 'own',
});

const issuer: InventoryEntry = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'ClusterIssuer',
  name: 'selfsigned',
  stage: 'issuers',
  ownership: 'shared',
};

const at = (second: number) => new Date(second * 1_000);

const eu = { matrixCluster: 'chat-eu', kubernetesCluster: 'sandbox' };
const us = { matrixCluster: 'chat-us', kubernetesCluster: 'sandbox' };

describe.each(databaseIds)('DatabaseInventoryStore, %p', id => {
  it('keeps what was intended, learns uids, and does not lose them again', async () => {
    const store = new DatabaseInventoryStore(await migratedDatabase(id));
    await store.intend(eu, [policy('a'), issuer]);
    await expect(store.entries(eu)).resolves.toEqual([policy('a'), issuer]);

    await store.record(specOf(), [policy('a', 'uid-1'), issuer], new Date());
    await store.intend(eu, [policy('a'), policy('b'), issuer]);

    await expect(store.entries(eu)).resolves.toEqual([
      policy('a', 'uid-1'),
      issuer,
      policy('b'),
    ]);
  });

  it('keeps what the stack does not have any more until it is removed', async () => {
    const store = new DatabaseInventoryStore(await migratedDatabase(id));
    await store.record(
      specOf(),
      [policy('a', '1'), policy('b', '2')],
      new Date(),
    );
    await store.record(specOf(), [policy('b', '2')], new Date());
    await expect(store.entries(eu)).resolves.toHaveLength(2);
    // Others need only what is in the stack now.
    await expect(store.entriesOfOthers(us)).resolves.toEqual(
      new Map([['chat-eu', [policy('b', '2')]]]),
    );

    await store.remove(eu, [policy('a')]);
    await expect(store.entries(eu)).resolves.toEqual([policy('b', '2')]);
  });

  it('takes a kind of another version for the same object', async () => {
    const store = new DatabaseInventoryStore(await migratedDatabase(id));
    await store.record(specOf(), [issuer], new Date());
    const newer = { ...issuer, apiVersion: 'cert-manager.io/v2' };
    await store.record(specOf(), [newer], new Date());
    await expect(store.entries(eu)).resolves.toEqual([newer]);
  });

  it('lists installations oldest first, however often they are applied since', async () => {
    const store = new DatabaseInventoryStore(await migratedDatabase(id));
    await store.record(specOf('chat-us'), [], new Date(1_000));
    await store.record(specOf('chat-eu'), [], new Date(2_000));
    await store.record(
      { ...specOf('chat-us'), targetCcu: 7 },
      [],
      new Date(3_000),
    );

    await expect(store.installations('sandbox')).resolves.toMatchObject([
      {
        matrixCluster: 'chat-us',
        spec: { targetCcu: 7 },
        firstAppliedAt: '1970-01-01T00:00:01.000Z',
        appliedAt: '1970-01-01T00:00:03.000Z',
      },
      { matrixCluster: 'chat-eu' },
    ]);
    await expect(store.installations('other')).resolves.toEqual([]);
  });

  it('knows what has begun, applied or not, oldest first, until it is taken out', async () => {
    const store = new DatabaseInventoryStore(await migratedDatabase(id));
    const begun = async () =>
      (await store.begun('sandbox')).map(({ matrixCluster, spec }) => [
        matrixCluster,
        spec.targetCcu,
      ]);
    await store.begin(specOf('chat-us'), [policy('a')], new Date(1_000));
    await store.record(specOf('chat-eu'), [], new Date(2_000));
    await expect(store.entries(us)).resolves.toEqual([policy('a')]);
    await expect(begun()).resolves.toEqual([
      ['chat-us', 5000],
      ['chat-eu', 5000],
    ]);

    const larger = { ...specOf('chat-us'), targetCcu: 7 };
    await store.begin(larger, [], new Date(3_000));
    await expect(begun()).resolves.toEqual([
      ['chat-us', 7],
      ['chat-eu', 5000],
    ]);

    await store.uninstalled(eu);
    await store.forget('chat-us');
    await expect(begun()).resolves.toEqual([]);
  });

  it('takes back what an apply began of which nothing went in, to what was there before', async () => {
    const store = new DatabaseInventoryStore(await migratedDatabase(id));
    await store.record(specOf(), [policy('a', '1'), policy('b', '2')], at(1));
    await store.record(specOf(), [policy('a', '1')], at(2));
    const larger = { ...specOf(), targetCcu: 7 };
    const attempt = [policy('a'), policy('b'), policy('c')];

    const takeBack = await store.begin(larger, attempt, at(3));
    await expect(store.begun('sandbox')).resolves.toMatchObject([
      { spec: { targetCcu: 7 } },
    ]);
    await takeBack();

    await expect(store.begun('sandbox')).resolves.toMatchObject([
      { spec: { targetCcu: 5000 } },
    ]);
    await expect(store.entries(eu)).resolves.toEqual([
      policy('a', '1'),
      policy('b', '2'),
    ]);
    await expect(store.entriesOfOthers(us)).resolves.toEqual(
      new Map([['chat-eu', [policy('a', '1')]]]),
    );
  });

  it('takes all of a first apply back of which nothing went in, and nothing of others', async () => {
    const store = new DatabaseInventoryStore(await migratedDatabase(id));
    await store.record(specOf('chat-us'), [policy('a')], at(1));

    const takeBack = await store.begin(specOf(), [policy('a'), issuer], at(2));
    await takeBack();

    await expect(store.entries(eu)).resolves.toEqual([]);
    await expect(store.entries(us)).resolves.toEqual([policy('a')]);
    await expect(store.begun('sandbox')).resolves.toMatchObject([
      { matrixCluster: 'chat-us' },
    ]);
  });

  it('has one that has moved away until its last object there is removed, or all is said to be gone', async () => {
    const store = new DatabaseInventoryStore(await migratedDatabase(id));
    const moved = { ...specOf(), kubernetesCluster: 'new' };
    const begun = async () =>
      (await store.begun('sandbox')).map(({ matrixCluster }) => matrixCluster);
    await store.record(specOf(), [policy('a'), policy('b')], at(1));
    await store.record(moved, [policy('a')], at(2));
    await expect(begun()).resolves.toEqual(['chat-eu']);

    await store.remove(eu, [policy('a')]);
    await expect(begun()).resolves.toEqual(['chat-eu']);
    await store.remove(eu, [policy('b')]);
    await expect(begun()).resolves.toEqual([]);

    await store.begin(specOf(), [policy('a')], at(3));
    await store.left(eu);
    await expect(begun()).resolves.toEqual([]);
    await expect(store.entries(eu)).resolves.toEqual([]);
    await expect(store.begun('new')).resolves.toHaveLength(1);
    await expect(
      store.entries({ ...eu, kubernetesCluster: 'new' }),
    ).resolves.toEqual([policy('a')]);
  });

  it('knows what a replica of an earlier release has installed, which records no beginning', async () => {
    const knex = await migratedDatabase(id);
    const store = new DatabaseInventoryStore(knex);
    const begun = async () =>
      (await store.begun('sandbox')).map(({ matrixCluster }) => matrixCluster);
    await store.record(specOf(), [policy('a')], at(1));
    await knex('matrix_cluster_begun').delete();
    await store.begin(specOf('chat-us'), [], at(2));

    await expect(begun()).resolves.toEqual(['chat-eu', 'chat-us']);
    await expect(store.entriesOfOthers(us)).resolves.toEqual(
      new Map([['chat-eu', [policy('a')]]]),
    );
    await expect(
      store.begunElsewhere({ ...eu, kubernetesCluster: 'new' }),
    ).resolves.toEqual(['sandbox']);
    await expect(store.begun('new')).resolves.toEqual([]);

    // Its next apply does not make it the younger one.
    await store.begin(specOf(), [policy('a')], at(3));
    await expect(begun()).resolves.toEqual(['chat-eu', 'chat-us']);
  });

  it('is uninstalled from one place, and goes on being in the other', async () => {
    const store = new DatabaseInventoryStore(await migratedDatabase(id));
    const moved = { ...specOf(), kubernetesCluster: 'new' };
    const there = { ...eu, kubernetesCluster: 'new' };
    const usThere = { ...us, kubernetesCluster: 'new' };
    const othersThere = new Map([['chat-eu', [policy('b')]]]);
    await store.record(specOf(), [policy('a')], at(1));
    await store.record(moved, [policy('b')], at(2));
    await expect(store.begunElsewhere(eu)).resolves.toEqual(['new']);

    // What was left behind is taken out, where it serves now all stays.
    await store.uninstalled(eu);
    await expect(store.begun('sandbox')).resolves.toEqual([]);
    await expect(store.begunElsewhere(there)).resolves.toEqual([]);
    await expect(store.entriesOfOthers(us)).resolves.toEqual(new Map());
    await expect(store.begun('new')).resolves.toHaveLength(1);
    await expect(store.entriesOfOthers(usThere)).resolves.toEqual(othersThere);
    await expect(store.installation('chat-eu')).resolves.toMatchObject({
      spec: { kubernetesCluster: 'new' },
    });

    // So it is after an apply where it was, which makes that its installation.
    await store.record(specOf(), [policy('a')], at(3));
    await store.uninstalled(eu);
    await expect(store.installation('chat-eu')).resolves.toBeUndefined();
    await expect(store.begun('new')).resolves.toHaveLength(1);
    await expect(store.entriesOfOthers(usThere)).resolves.toEqual(othersThere);

    // And what was left behind stays known when it is taken out where it serves.
    await store.begin(specOf(), [policy('a')], at(4));
    await store.uninstalled(there);
    await expect(store.begun('new')).resolves.toEqual([]);
    await expect(store.begun('sandbox')).resolves.toHaveLength(1);
    await expect(store.entriesOfOthers(us)).resolves.toEqual(
      new Map([['chat-eu', [policy('a')]]]),
    );
  });

  it('goes on knowing what one shared, or had made for it, whose own objects are gone', async () => {
    const store = new DatabaseInventoryStore(await migratedDatabase(id));
    const made: InventoryEntry = { ...policy('made'), ownership: 'made' };
    await store.begin(specOf(), [policy('a'), issuer, made], at(1));

    await store.left(eu);

    await expect(store.begun('sandbox')).resolves.toEqual([]);
    await expect(store.entries(eu)).resolves.toEqual([issuer, made]);
    await expect(store.entriesOfOthers(us)).resolves.toEqual(new Map());
    await expect(
      store.otherPlaces({ ...eu, kubernetesCluster: 'new' }),
    ).resolves.toEqual(['sandbox']);
  });

  it('has none any more that has moved away from where nothing was recorded', async () => {
    const store = new DatabaseInventoryStore(await migratedDatabase(id));
    await store.record(specOf(), [], at(1));
    await expect(store.begun('sandbox')).resolves.toHaveLength(1);
    await store.record({ ...specOf(), kubernetesCluster: 'new' }, [], at(2));
    await expect(store.begun('sandbox')).resolves.toEqual([]);
  });

  it('has nothing of others that was recorded, but never begun', async () => {
    const store = new DatabaseInventoryStore(await migratedDatabase(id));
    await store.intend(eu, [policy('a')]);
    await expect(store.entriesOfOthers(us)).resolves.toEqual(new Map());
  });

  it('is no installation once uninstalled, but knows what was left', async () => {
    const store = new DatabaseInventoryStore(await migratedDatabase(id));
    await store.record(specOf(), [policy('a', '1')], new Date());
    await store.uninstalled(eu);

    await expect(store.installation('chat-eu')).resolves.toBeUndefined();
    await expect(store.entries(eu)).resolves.toHaveLength(1);
    await expect(store.entriesOfOthers(us)).resolves.toEqual(new Map());

    await store.forget('chat-eu');
    await expect(store.entries(eu)).resolves.toEqual([]);
  });

  it('takes a stack of hundreds of objects', async () => {
    const store = new DatabaseInventoryStore(await migratedDatabase(id));
    const entries = Array.from({ length: 300 }, (_, index) =>
      policy(`p${index}`, `uid-${index}`),
    );
    await store.record(specOf(), entries, new Date());
    await expect(store.entries(eu)).resolves.toEqual(entries);
  });

  it('says where else something of a Matrix cluster is', async () => {
    const store = new DatabaseInventoryStore(await migratedDatabase(id));
    await store.record(specOf(), [policy('a')], new Date());
    await expect(
      store.otherPlaces({ ...eu, kubernetesCluster: 'new' }),
    ).resolves.toEqual(['sandbox']);
    await expect(store.otherPlaces(eu)).resolves.toEqual([]);
  });
});
