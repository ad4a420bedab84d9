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
  OperationResult,
  ProgressEvent,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { InventoryEntry } from '@matrix-network/backstage-plugin-matrix-network-node';
import { DatabaseInventoryStore } from '../database/DatabaseInventoryStore';
import { ApplyOperationRequest } from '../database/OperationStore';
import { ApplyRequest, StackEngine } from '../engine/StackEngine';
import { migratedDatabase } from '../__testUtils__/databases';
import {
  fakeClusters,
  fakeEngine,
  noFlowChanges,
  specOf,
  stackOf,
} from '../__testUtils__/fakes';
import { ApplyHandler } from './ApplyHandler';

async function setUp(engine: Partial<StackEngine> = {}) {
  const inventory = new DatabaseInventoryStore(
    await migratedDatabase('SQLITE_3'),
  );
  const specs = { markApplied: jest.fn(async () => {}) };
  const afterApply = jest.fn(async () => {});
  const handler = new ApplyHandler({
    engine: fakeEngine(engine),
    clusters: fakeClusters(),
    specs,
    inventory,
    afterApply,
  });
  const events: ProgressEvent[] = [];
  const run = (
    force: string[] = [],
    request: Partial<ApplyOperationRequest> = {},
  ) =>
    handler.run({
      operation: 'one',
      request: { kind: 'apply', spec: specOf(), force, ...request },
      signal: new AbortController().signal,
      progress: event => events.push(event),
    });
  return { run, specs, inventory, afterApply, events };
}

describe('ApplyHandler', () => {
  it('applies what it rendered, marks the spec as applied and polls', async () => {
    const requests: ApplyRequest[] = [];
    const { run, specs, afterApply } = await setUp({
      apply: async request => {
        requests.push(request);
        return { created: 2, changed: 0, unchanged: 0, conflicts: [] };
      },
    });
    await expect(run(['Deployment a/b'])).resolves.toMatchObject({
      status: 'succeeded',
      result: { created: 2 },
    });
    expect(requests).toMatchObject([
      { stack: stackOf(specOf()), force: ['Deployment a/b'] },
    ]);
    expect(specs.markApplied).toHaveBeenCalledWith(specOf());
    expect(afterApply).toHaveBeenCalledWith('chat-eu');
  });

  it('says what the renderer warns of', async () => {
    const { run, events } = await setUp({
      render: async spec => ({
        ...stackOf(spec),
        warnings: [
          { code: 'x', field: 'ingress.release', message: 'is retired' },
        ],
      }),
    });
    await run();
    expect(events).toContainEqual({
      type: 'message',
      level: 'warning',
      message: 'ingress.release: is retired',
    });
  });

  it('says what its policies open and close before it applies them', async () => {
    const order: string[] = [];
    const changes = {
      ...noFlowChanges,
      closed: [
        {
          source: 'Redis',
          destination: 'key_vault',
          ports: 'TCP 8000',
          workloads: [],
        },
      ],
    };
    const { run, events } = await setUp({
      flowChanges: () => {
        order.push('flowChanges');
        return changes;
      },
      apply: async () => {
        order.push('apply');
        return { created: 0, changed: 0, unchanged: 0, conflicts: [] };
      },
    });
    await run();
    expect(events).toContainEqual({ type: 'flowChanges', changes });
    expect(order).toEqual(['flowChanges', 'apply']);
  });

  it('applies all the same where the cluster could not be read for that', async () => {
    const { run, events } = await setUp({
      readSnapshot: async () => {
        throw new Error('pods cannot be listed');
      },
    });
    await expect(run()).resolves.toMatchObject({ status: 'succeeded' });
    expect(events).toContainEqual({
      type: 'flowChanges',
      changes: { ...noFlowChanges, notJudgeable: 'pods cannot be listed' },
    });
  });

  it('refuses a spec that the cluster rules out, before anything is applied', async () => {
    const apply = jest.fn();
    const { run } = await setUp({
      apply,
      validate: () => ({
        issues: [{ field: 'ingress.release', message: 'needs 1.31' }],
        warnings: [],
      }),
    });
    await expect(run()).rejects.toThrow(
      'The spec of chat-eu does not fit sandbox: ingress.release: needs 1.31',
    );
    expect(apply).not.toHaveBeenCalled();
  });

  it('fails on conflicts and does not register the Matrix cluster', async () => {
    const { run, specs, afterApply } = await setUp({
      apply: async () => ({
        created: 0,
        changed: 0,
        unchanged: 1,
        conflicts: [
          {
            object: 'NetworkPolicy matrix/redis-access',
            field: 'spec.ingress',
            manager: 'kubectl',
          },
        ],
      }),
    });
    await expect(run()).resolves.toMatchObject({
      status: 'failed',
      error:
        'spec.ingress of NetworkPolicy matrix/redis-access is managed by kubectl; it was left as it is',
      result: { conflicts: [{ manager: 'kubectl' }] },
    });
    expect(specs.markApplied).not.toHaveBeenCalled();
    expect(afterApply).not.toHaveBeenCalled();
  });

  it('records what it is about to apply, and with uids what it has applied', async () => {
    const place = { matrixCluster: 'chat-eu', kubernetesCluster: 'sandbox' };
    const seen: unknown[] = [];
    const { run, inventory } = await setUp({
      apply: async ({ stack, onApplied }) => {
        seen.push(...(await inventory.entries(place)));
        stack.stages[0].objects.forEach((object, index) =>
          onApplied?.(object, `uid-${index}`),
        );
        return { created: 2, changed: 0, unchanged: 0, conflicts: [] };
      },
    });
    await run();
    expect(seen).toMatchObject([
      { kind: 'Namespace', name: 'matrix' },
      { kind: 'NetworkPolicy', name: 'redis-access' },
    ]);
    await expect(inventory.entries(place)).resolves.toMatchObject([
      { kind: 'Namespace', uid: 'uid-0' },
      { kind: 'NetworkPolicy', uid: 'uid-1' },
    ]);
    await expect(inventory.installation('chat-eu')).resolves.toMatchObject({
      spec: specOf(),
    });
  });

  it('is no installation while it has not succeeded', async () => {
    const { run, inventory } = await setUp({
      apply: async () => {
        throw new Error('the API server is down');
      },
    });
    await expect(run()).rejects.toThrow('the API server is down');
    await expect(inventory.installation('chat-eu')).resolves.toBeUndefined();
  });

  it.each<[string, () => Promise<OperationResult>]>([
    [
      'fails',
      async () => {
        throw new Error('issuer selfsigned did not become ready');
      },
    ],
    [
      'ends with a conflict',
      async () => ({
        created: 1,
        changed: 0,
        unchanged: 0,
        conflicts: [{ object: 'x', field: 'spec', manager: 'kubectl' }],
      }),
    ],
  ])('can take out what was made anew in an apply that %s', async (_, end) => {
    const { run, inventory } = await setUp({
      apply: async ({ stack, onApplied }) => {
        onApplied?.(stack.stages[0].objects[1], 'made-anew');
        return end();
      },
    });
    const policy: InventoryEntry = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      namespace: 'matrix',
      name: 'redis-access',
      uid: 'deleted-by-hand',
      stage: 'policies',
      ownership: 'own',
    };
    await inventory.record(specOf(), [policy], new Date());

    await run().catch(() => {});

    await expect(
      inventory.entries({
        matrixCluster: 'chat-eu',
        kubernetesCluster: 'sandbox',
      }),
    ).resolves.toContainEqual(
      expect.objectContaining({ name: 'redis-access', uid: 'made-anew' }),
    );
  });

  it('prunes what the stack does not have any more, only where asked to', async () => {
    const place = { matrixCluster: 'chat-eu', kubernetesCluster: 'sandbox' };
    const { run, inventory, events } = await setUp();
    await inventory.record(
      specOf(),
      [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          namespace: 'matrix',
          name: 'old',
          stage: 'monitoring',
          ownership: 'own',
        },
      ],
      new Date(),
    );

    await run();
    await expect(inventory.entries(place)).resolves.toHaveLength(3);
    await run([], { prune: { also: [] } });

    // The fake cluster has it no more.
    expect(events).toContainEqual({
      type: 'removed',
      object: 'ConfigMap matrix/old',
      result: 'gone',
    });
    await expect(inventory.entries(place)).resolves.toHaveLength(2);
  });

  it('has what is pruned decided again, by what it was decided', async () => {
    const removed: unknown[] = [];
    const { run } = await setUp({
      remove: async ({ decidedBy }) => {
        removed.push(decidedBy);
        return { removed: 0, kept: [] };
      },
    });

    await run([], { prune: { also: ['Namespace matrix-old'] } });

    expect(removed).toEqual([
      {
        matrixCluster: 'chat-eu',
        neighbours: [],
        also: ['Namespace matrix-old'],
      },
    ]);
  });

  it('does not begin where what is to be pruned may not be deleted', async () => {
    const apply = jest.fn();
    const { run, specs } = await setUp({
      apply,
      planRemoval: async () => [
        {
          entry: {
            apiVersion: 'v1',
            kind: 'Namespace',
            name: 'matrix-old',
            stage: 'namespaces',
            ownership: 'own',
          },
          decision: {
            action: 'delete',
            forbidden: { verb: 'delete', resource: 'namespaces' },
          },
        },
      ],
    });

    await expect(
      run([], { prune: { also: ['Namespace matrix-old'] } }),
    ).rejects.toThrow(
      'Nothing was changed: the portal may not delete namespaces in the cluster (Namespace matrix-old)',
    );
    expect(apply).not.toHaveBeenCalled();
    expect(specs.markApplied).not.toHaveBeenCalled();
  });

  it('refuses to contradict a neighbour, by its name', async () => {
    const { run, inventory } = await setUp();
    const other = { ...specOf('chat-us'), namespace: 'matrix-us' };
    await inventory.record(
      {
        ...other,
        ingress: {
          ...other.ingress,
          nodePorts: { http: 31080, https: 31443 },
        },
      },
      [],
      new Date(),
    );
    await expect(run()).rejects.toThrow(
      'ingress.nodePorts.http: 30080 contradicts Matrix cluster chat-us, which shares the Kubernetes cluster sandbox and has 31080; only 31080 is accepted',
    );
  });

  it('says what is left on the Kubernetes cluster that it was on before', async () => {
    const { run, inventory, events } = await setUp();
    const before = { ...specOf(), kubernetesCluster: 'old' };
    await inventory.record(
      before,
      [
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          name: 'matrix',
          stage: 'namespaces',
          ownership: 'own',
        },
      ],
      new Date(),
    );
    await run();
    expect(events).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining(
          'Objects of chat-eu are still on Kubernetes cluster old',
        ),
      }),
    );
  });
});
