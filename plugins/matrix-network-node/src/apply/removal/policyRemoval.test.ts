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
import {
  BRIDGE_POLICY,
  bridgePolicy,
  FIELD_MANAGER,
  KubernetesObject,
  renderPolicies,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { stopTestClusters, testCluster } from '../../__testUtils__/sandbox';
import { aSpec, someFacts } from '../../__testUtils__/specs';
import { quick, recorder, stackOf } from '../../__testUtils__/stacks';
import { ClusterClient, KubernetesApiError } from '../../cluster';
import { applyStack } from '../applyStack';
import { InventoryEntry, inventoryOf } from './InventoryEntry';
import { planRemoval } from './planRemoval';
import { removeObjects } from './removeObjects';

afterEach(stopTestClusters);

const policiesIn = (namespace: string) =>
  renderPolicies(aSpec({ namespace }), someFacts).map(
    (policy): KubernetesObject => ({ ...policy }),
  );
const isDeny = ({ metadata }: KubernetesObject) =>
  metadata.name === 'default-deny-all';
const stackIn = (namespace: string) =>
  stackOf(
    {
      id: 'policies',
      objects: policiesIn(namespace).filter(policy => !isDeny(policy)),
    },
    { id: 'default-deny', objects: policiesIn(namespace).filter(isDeny) },
  );
const policyRef = (namespace: string, name: string) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  namespace,
  name,
});

/** A stack's policies in namespace `old`, and what may be done about them. */
async function appliedInOld() {
  const { client, requests } = await testCluster();
  for (const name of ['old', 'new']) {
    await client.apply(
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
      { fieldManager: 'somebody' },
    );
  }
  const old = stackIn('old');
  await applyStack({ client, stack: old, ...quick });
  const begun = requests.length;
  const plan = (
    rendered: readonly InventoryEntry[],
    recorded: readonly InventoryEntry[] = inventoryOf(old),
  ) =>
    planRemoval({
      ...{ client, rendered, recorded, ...quick },
      matrixCluster: 'chat-eu',
      neighbours: [],
    });
  const writes = () =>
    requests
      .slice(begun)
      .filter(
        ({ resource, verb }) =>
          resource === 'networkpolicies' && ['patch', 'delete'].includes(verb),
      )
      .map(({ verb, name }) => `${verb} ${name}`);
  return { client, plan, writes, recorded: inventoryOf(old) };
}

it('stands in for the policies of a namespace that the stack has left', async () => {
  const { client, plan, writes, recorded } = await appliedInOld();
  const removed: string[] = [];
  const { events, onProgress } = recorder();

  const result = await removeObjects({
    client,
    steps: await plan(inventoryOf(stackIn('new'))),
    onProgress,
    onRemoved: ({ name }) => removed.push(name),
    ...quick,
  });

  expect(result).toEqual({ removed: recorded.length, kept: [] });
  const done = writes();
  expect(done.slice(0, 3)).toEqual([
    // Tried out by a dry run.
    `patch ${BRIDGE_POLICY}`,
    'delete default-deny-all',
    `patch ${BRIDGE_POLICY}`,
  ]);
  expect(done[done.length - 1]).toBe(`delete ${BRIDGE_POLICY}`);
  expect(removed).toContain(BRIDGE_POLICY);
  expect(
    events.filter(
      event => event.type === 'removed' && event.object.includes('bridge'),
    ),
  ).toEqual([]);
  // Nothing is left to do, nor to be said.
  const again = await removeObjects({
    client,
    steps: await plan([]),
    ...quick,
  });
  expect(again).toEqual({ removed: 0, kept: [] });
  expect(writes()).toEqual(done);
});

describe('where it could not stand in, or go again', () => {
  it.each(['patch', 'delete'])(
    'begins nothing where the portal may not %s it',
    async verb => {
      const { client, plan, writes } = await appliedInOld();
      const isAllowed = client.isAllowed.bind(client);
      client.isAllowed = async (access, options) =>
        !(access.verb === verb && access.name === BRIDGE_POLICY) &&
        isAllowed(access, options);

      await expect(
        removeObjects({ client, steps: await plan([]), ...quick }),
      ).rejects.toThrow(
        `Nothing was deleted: the portal may not ${verb} networkpolicies.networking.k8s.io in namespace old, and NetworkPolicy old/matrix-network-bridge has to stand in while the policies go. Grant it: 'matrix-network rbac --role applier' prints the rights`,
      );
      expect(writes()).toEqual([]);
    },
  );

  it('begins nothing where it is refused', async () => {
    const { client, plan, writes } = await appliedInOld();
    refuseBridge(client, 'webhook "policies.example.org" denied the request');

    await expect(
      removeObjects({ client, steps: await plan([]), ...quick }),
    ).rejects.toThrow(
      /matrix-network-bridge could not be applied: .*denied the request\. It has to stand in while policies go out, else pods of namespace old would be cut off meanwhile: nothing was deleted$/,
    );
    expect(writes()).toEqual([]);
  });

  it.each([
    ['a webhook knows no dry run', 'webhook "x" does not support dry run'],
    ['a quota has room by then', 'exceeded quota: few-policies'],
  ])('is not kept from it where %s', async (_, message) => {
    const { client, plan, recorded } = await appliedInOld();
    refuseBridge(client, message, { onlyDryRuns: true });

    await expect(
      removeObjects({ client, steps: await plan([]), ...quick }),
    ).resolves.toEqual({ removed: recorded.length, kept: [] });
  });

  it('says what is untouched where it is refused later', async () => {
    const { client, plan, writes } = await appliedInOld();
    refuseBridge(client, 'exceeded quota: few-policies');

    await expect(
      removeObjects({ client, steps: await plan([]), ...quick }),
    ).rejects.toThrow(
      /exceeded quota.*meanwhile: no policy that lets something through in namespace old was deleted$/,
    );
    expect(writes()).toEqual(['delete default-deny-all']);
  });

  function refuseBridge(
    client: ClusterClient,
    message: string,
    { onlyDryRuns = false } = {},
  ) {
    const real = client.apply.bind(client);
    client.apply = async (object, options) => {
      if (
        object.metadata.name === BRIDGE_POLICY &&
        (options.dryRun || !onlyDryRuns)
      ) {
        throw new KubernetesApiError({ statusCode: 403, message });
      }
      return real(object, options);
    };
  }
});

it('does not stand in where the stack goes on having policies', async () => {
  const { client, plan, writes } = await appliedInOld();
  const rendered = inventoryOf(stackIn('old')).filter(
    ({ name }) => name !== 'redis-access' && name !== 'antivirus-access',
  );

  const steps = await plan(rendered);
  await removeObjects({ client, steps, ...quick });

  expect(steps.map(({ entry }) => entry.name).sort()).toEqual([
    'antivirus-access',
    'redis-access',
  ]);
  expect(writes().sort()).toEqual([
    'delete antivirus-access',
    'delete redis-access',
  ]);
});

it('keeps what is needed beside a policy that stays, but not where the stack goes on having policies', async () => {
  const { client, plan, recorded } = await appliedInOld();
  const label = '/metadata/labels/matrix-network.io~1matrix-cluster';
  await client.patch(policyRef('old', 'redis-access'), [
    { op: 'remove', path: label },
  ]);

  const actions = async (rendered: readonly InventoryEntry[]) =>
    Object.fromEntries(
      (await plan(rendered)).map(({ entry, decision }) => [
        entry.name,
        decision,
      ]),
    );

  const all = await actions([]);
  expect(all).toMatchObject({
    // It lets nothing through.
    'default-deny-all': { action: 'delete' },
    'redis-access': { action: 'keep', reason: expect.stringMatching(/label/) },
    'allow-dns': {
      action: 'keep',
      reason:
        'NetworkPolicy old/redis-access stays and isolates pods, which would be cut off without what this one lets through',
    },
    [BRIDGE_POLICY]: { action: 'gone' },
  });
  expect(
    Object.values(all).filter(({ action }) => action === 'keep'),
  ).toHaveLength(recorded.length - 1);

  const some = await actions(
    recorded.filter(({ name }) => !/^(redis|antivirus)-access$/.test(name)),
  );
  expect(some).toMatchObject({
    'redis-access': { action: 'keep' },
    'antivirus-access': { action: 'delete' },
  });
});

it('keeps what is needed beside one that somebody has taken over since the plan', async () => {
  const { client, plan, writes } = await appliedInOld();
  const steps = await plan([]);
  await client.patch(policyRef('old', 'redis-access'), [
    {
      op: 'remove',
      path: '/metadata/labels/matrix-network.io~1matrix-cluster',
    },
  ]);

  const { kept, removed } = await removeObjects({
    client,
    steps,
    decidedBy: { matrixCluster: 'chat-eu', neighbours: [] },
    ...quick,
  });

  expect(removed).toBe(1);
  expect(kept).toHaveLength(steps.length - 2);
  expect(writes().filter(write => !write.endsWith('redis-access'))).toEqual([
    'delete default-deny-all',
  ]);
});

it('takes out one that was left behind, also where only that is recorded', async () => {
  const { client, plan } = await appliedInOld();
  const refused = removeObjects({
    client: await withoutDeletionOf('redis-access'),
    steps: await plan([]),
    ...quick,
  });
  await expect(refused).rejects.toThrow(/matrix-network-bridge stays in/);
  const bridge = policyRef('old', BRIDGE_POLICY);
  expect(await client.exists(bridge)).toBe(true);

  const steps = await plan(
    [],
    [{ ...bridge, stage: 'policies', ownership: 'own' }],
  );
  expect(steps).toMatchObject([{ decision: { action: 'delete' } }]);
  await removeObjects({ client, steps, ...quick });
  expect(await client.exists(bridge)).toBe(false);

  function withoutDeletionOf(name: string): typeof client {
    const remove = client.delete.bind(client);
    client.delete = async (ref, options) => {
      if (ref.name === name) {
        client.delete = remove;
        throw new Error('no');
      }
      await remove(ref, options);
    };
    return client;
  }
});

it('takes out one that was left behind, also where policies can not be listed', async () => {
  const { client, plan, recorded } = await appliedInOld();
  const bridge = policyRef('old', BRIDGE_POLICY);
  await client.apply(
    { ...bridgePolicy('chat-eu', 'old') },
    { fieldManager: FIELD_MANAGER },
  );
  const list = client.list.bind(client);
  client.list = async (ref, options) => {
    if (ref.kind === 'NetworkPolicy') {
      throw new KubernetesApiError({ statusCode: 403, message: 'no' });
    }
    return list(ref, options);
  };
  const { events, onProgress } = recorder();

  const { removed } = await removeObjects({
    client,
    steps: await plan([]),
    decidedBy: { matrixCluster: 'chat-eu', neighbours: [] },
    onProgress,
    ...quick,
  });

  expect(removed).toBe(recorded.length + 1);
  expect(events).not.toContainEqual(
    expect.objectContaining({ level: 'warning' }),
  );
  expect(await client.exists(bridge)).toBe(false);
});

it('is of no use where the last policy goes', async () => {
  const { client, plan, writes } = await appliedInOld();
  const one = (await plan([])).filter(({ entry }) =>
    ['redis-access', BRIDGE_POLICY].includes(entry.name),
  );
  for (const { metadata } of policiesIn('old')) {
    if (metadata.name !== 'redis-access') {
      await client.delete(policyRef('old', metadata.name));
    }
  }

  await removeObjects({ client, steps: one, ...quick });

  expect(writes().filter(write => write.startsWith('patch'))).toEqual([]);
});
