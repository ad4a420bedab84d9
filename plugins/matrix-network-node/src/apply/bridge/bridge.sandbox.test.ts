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
  assess,
  BRIDGE_POLICY,
  Stack,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  DemoClusterProcess,
  startDemoClusterProcess,
} from '../../__testUtils__/demoCluster';
import { aSpec } from '../../__testUtils__/specs';
import { recorder } from '../../__testUtils__/stacks';
import {
  ClusterClient,
  createClusterClient,
  KubernetesApiError,
} from '../../cluster';
import {
  createReleaseSource,
  InMemoryDigestStore,
  loadReleases,
} from '../../releases';
import { readClusterFacts, readSnapshot } from '../../snapshot';
import { renderStack } from '../../stack';
import { FlowWitness } from '../__testUtils__/FlowWitness';
import { applyStack } from '../applyStack';
import {
  InventoryEntry,
  inventoryOf,
  planRemoval,
  removeObjects,
} from '../removal';

jest.setTimeout(300_000);

const spec = aSpec({
  targetCcu: 1_000,
  certificates: { issuer: 'selfsigned' },
  workloads: { haproxy: true, sygnal: true },
});
const wait = { interval: 50, timeout: 60_000, optionalTimeout: 60_000 };
const quota = {
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { namespace: 'matrix', name: 'few-policies' },
  spec: { hard: { 'count/networkpolicies.networking.k8s.io': '6' } },
};
const policyKind = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
};
const policyRef = (name: string) => ({
  ...policyKind,
  namespace: 'matrix',
  name,
});
const denied = new KubernetesApiError({
  statusCode: 403,
  message: 'admission webhook "policies.example.org" denied the request',
});

/** The deployment runs all the time; each test finds what the one before has left. */
describe('a running deployment while its policies go in and out', () => {
  let sandbox: DemoClusterProcess;
  let client: ClusterClient;
  let witness: FlowWitness;
  let stack: Stack;
  let recorded: InventoryEntry[];
  let policies: string[];
  /** What does not work without any policy either, since the demo does not run everything. */
  let lostBefore: string[];

  beforeAll(async () => {
    sandbox = await startDemoClusterProcess();
    client = createClusterClient({ name: 'sandbox', ...sandbox });
    const facts = await readClusterFacts(client);
    const releases = await loadReleases(
      spec,
      facts,
      createReleaseSource({
        mirror: `${sandbox.url}/mirror`,
        digests: new InMemoryDigestStore(),
        verify: 'firstUse',
      }),
    );
    stack = renderStack(spec, facts, releases);
    recorded = inventoryOf(stack);
    policies = recorded
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map(({ name }) => name)
      .sort();
    const snapshot = await readSnapshot(client, spec);
    witness = new FlowWitness(client, snapshot, spec);
    lostBefore = (await witness.now()).lost;
  });

  afterAll(() => sandbox?.stop());

  /** One request at a time, so that what is seen is what there was. */
  const apply = (options: Partial<Parameters<typeof applyStack>[0]> = {}) =>
    applyStack({
      client: witness.watched(),
      stack,
      wait,
      concurrency: 1,
      ...options,
    });

  /** Of the policies alone: what else the stack has stays, for the next apply. */
  const plan = () =>
    planRemoval({
      client,
      matrixCluster: spec.name,
      recorded: recorded.filter(({ kind }) => kind === 'NetworkPolicy'),
      rendered: [],
      neighbours: [],
    });

  const uninstall = async (
    options: Partial<Parameters<typeof removeObjects>[0]> = {},
  ) =>
    removeObjects({
      client: witness.watched(),
      steps: await plan(),
      wait,
      concurrency: 1,
      ...options,
    });

  /** Nothing was lost at any moment; at how many there was something to lose. */
  function expectNothingLost(): number {
    const moments = witness.moments();
    for (const { policies: there, lost } of moments) {
      expect({ there, lost }).toEqual({ there, lost: lostBefore });
    }
    return moments.length;
  }

  it('would lose flows with some of them in', async () => {
    expect((await witness.now()).open).toContain('N8');
    const some = stack.stages.find(({ id }) => id === 'policies');
    const object = some?.objects.find(
      ({ metadata }) => metadata.name === 'allow-dns',
    );
    expect(object).toBeDefined();
    if (object) {
      await client.apply(object, { fieldManager: 'test' });
    }

    expect((await witness.now()).lost.length).toBeGreaterThan(
      lostBefore.length + 5,
    );
    await client.delete(policyRef('allow-dns'));
  });

  it('loses nothing where a quota refuses one of them for good', async () => {
    await client.apply(quota, { fieldManager: 'test' });
    const { events, onProgress } = recorder();

    await expect(apply({ onProgress })).rejects.toThrow(
      /exceeded quota.*NetworkPolicy matrix\/matrix-network-bridge stays in.*nothing is closed in namespace matrix either\. The next apply or uninstall/,
    );

    expect(expectNothingLost()).toBe(6);
    expect(await witness.names()).toContain(BRIDGE_POLICY);
    expect(events).toContainEqual({
      type: 'message',
      level: 'warning',
      message: expect.stringContaining('matrix-network-bridge stays in'),
    });
    await client.delete({
      ...policyRef('few-policies'),
      apiVersion: 'v1',
      kind: 'ResourceQuota',
    });
  });

  it('loses nothing where a webhook refuses one of them, and what is open is a finding', async () => {
    const refusing = witness.watched(({ name }) =>
      name === 'antivirus-access' ? denied : undefined,
    );

    await expect(apply({ client: refusing })).rejects.toThrow(
      /antivirus-access could not be applied: admission webhook .* denied the request\. NetworkPolicy matrix\/matrix-network-bridge stays in/,
    );

    expectNothingLost();
    const now = new Date();
    const { findings, contract } = assess(
      await readSnapshot(client, spec),
      spec,
      { now },
    );
    expect(
      findings.filter(({ subject }) => subject.name === BRIDGE_POLICY),
    ).toMatchObject([{ code: 'policy-bridge-left', severity: 'critical' }]);
    expect(contract.find(({ row }) => row === 'N8')?.outcome).toBe('violated');
  });

  it('loses nothing where the apply is killed half-way', async () => {
    // As before the first apply.
    await uninstall();
    expectNothingLost();
    expect(await witness.names()).toEqual([]);
    const killer = new AbortController();
    const killed = apply({
      signal: killer.signal,
      onProgress: event => {
        if (event.type === 'object' && event.object.endsWith('/minio-access')) {
          killer.abort(new Error('killed'));
        }
      },
    });

    await expect(killed).rejects.toThrow('killed');
    expect(expectNothingLost()).toBeGreaterThan(2);
    expect(await witness.names()).toContain(BRIDGE_POLICY);
  });

  it('is closed by the next apply, which takes out what stood in', async () => {
    const { events, onProgress } = recorder();

    const { conflicts } = await apply({ onProgress });

    expect(conflicts).toEqual([]);
    expect(expectNothingLost()).toBeGreaterThan(2);
    expect(await witness.names()).toEqual(policies);
    expect(await witness.now()).toEqual({ lost: lostBefore, open: [] });
    const said = events.flatMap(event =>
      event.type === 'message' && event.message.includes(BRIDGE_POLICY)
        ? event.message
        : [],
    );
    expect(said).toEqual([
      expect.stringContaining('is there from an operation that did not finish'),
      expect.stringContaining('is out again'),
    ]);
  });

  it('is never opened again by an apply, whatever is missing', async () => {
    await client.delete(policyRef('redis-access'));
    await client.delete(policyRef('antivirus-access'));

    await apply();

    const moments = witness.moments();
    expect(moments).toHaveLength(2);
    expect(moments.flatMap(({ open }) => open)).toEqual([]);
    expect(await witness.names()).toEqual(policies);
    await expect(apply()).resolves.toMatchObject({ created: 0, changed: 0 });
    expect(witness.moments()).toEqual([]);
  });

  it("keeps its flows in an uninstall where the default deny is somebody else's by now", async () => {
    const label = '/metadata/labels/matrix-network.io~1matrix-cluster';
    await client.patch(policyRef('default-deny-all'), [
      { op: 'remove', path: label },
    ]);

    const { kept } = await uninstall();

    expect(witness.moments()).toEqual([]);
    expect(await witness.names()).toEqual(policies);
    expect(kept).toContainEqual({
      object: 'NetworkPolicy matrix/redis-access',
      reason:
        'NetworkPolicy matrix/default-deny-all stays and isolates pods, which would be cut off without what this one lets through',
    });
    await client.patch(policyRef('default-deny-all'), [
      { op: 'add', path: label, value: spec.name },
    ]);
  });

  it('keeps its flows where the default deny is made anew meanwhile', async () => {
    const steps = await plan();
    const mine = await client.get(policyRef('default-deny-all'));
    await client.delete(policyRef('default-deny-all'));
    await client.apply(
      {
        ...policyKind,
        metadata: { namespace: 'matrix', name: 'default-deny-all' },
        spec: mine?.spec,
      },
      { fieldManager: 'gitops' },
    );

    const { kept } = await uninstall({ steps });

    expect(expectNothingLost()).toBe(0);
    expect(await witness.names()).toEqual(policies);
    expect(kept.map(({ object }) => object)).toContain(
      'NetworkPolicy matrix/allow-dns',
    );
    await client.delete(policyRef('default-deny-all'));
    await apply();
    expectNothingLost();
    expect(await witness.names()).toEqual(policies);
  });

  it('loses nothing in an uninstall that a webhook stops, nor in the next one', async () => {
    const refusing = witness.watched(({ verb, name }) =>
      verb === 'delete' && name === 'redis-access' ? denied : undefined,
    );

    await expect(uninstall({ client: refusing })).rejects.toThrow(
      /redis-access could not be deleted: .*matrix-network-bridge stays in/,
    );

    expect(expectNothingLost()).toBeGreaterThan(2);
    expect(await witness.names()).toEqual([BRIDGE_POLICY, 'redis-access']);

    await uninstall();
    expectNothingLost();
    expect(await witness.names()).toEqual([]);
  });

  it('loses nothing in an uninstall that is killed, nor in the next one', async () => {
    await apply();
    expectNothingLost();
    const killer = new AbortController();
    let deleted = 0;
    const killed = uninstall({
      signal: killer.signal,
      onProgress: event => {
        if (event.type === 'removed' && event.result === 'deleted') {
          deleted++;
        }
        if (deleted === 4) {
          killer.abort(new Error('killed'));
        }
      },
    });

    await expect(killed).rejects.toThrow('killed');
    expectNothingLost();
    expect((await witness.names()).length).toBeGreaterThan(3);
    expect(await witness.names()).toContain(BRIDGE_POLICY);

    await uninstall();
    expectNothingLost();
    expect(await witness.names()).toEqual([]);
  });

  it('opens nothing where others close something all the while', async () => {
    await client.apply(
      {
        ...policyKind,
        metadata: { namespace: 'matrix', name: 'theirs' },
        spec: { podSelector: { matchLabels: { app: 'theirs' } } },
      },
      { fieldManager: 'somebody' },
    );
    const { events, onProgress } = recorder();

    await apply({ onProgress });
    await uninstall({ onProgress });

    expect(await witness.names()).toEqual(['theirs']);
    expect(
      witness
        .moments()
        .filter(({ policies: there }) => there.includes(BRIDGE_POLICY)),
    ).toEqual([]);
    const warned = events.filter(
      event =>
        event.type === 'message' &&
        event.message.includes('theirs would be undone by it'),
    );
    expect(warned).toHaveLength(2);
  });
});
