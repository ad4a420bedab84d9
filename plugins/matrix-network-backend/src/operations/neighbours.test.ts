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
  OperationResult,
  sharedIngressReplicas,
  sharedSpec,
  Stack,
  StackSpec,
  STACK_LABEL,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  describeEntry,
  describeObject,
  withBridges,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { planSpec } from '../service/planSpec';
import { validateSpec } from '../service/validateSpec';
import {
  fakeClient,
  fakeEngine,
  specOf,
  stackOf,
} from '../__testUtils__/fakes';
import { testServices } from '../__testUtils__/testServices';
import { ApplyHandler } from './ApplyHandler';
import { UninstallHandler } from './UninstallHandler';

jest.setTimeout(60_000);

/** How an apply ends, and whether its objects are in by then. */
type End =
  | 'through'
  | 'conflict'
  | 'refused'
  | 'notAnswered'
  | 'onlyBridgeIn'
  | 'issuerNotReady';

const nothing: OperationResult = {
  created: 0,
  changed: 0,
  unchanged: 0,
  conflicts: [],
};

function labelled(spec: StackSpec): Stack {
  const { stages, ...rest } = stackOf(spec);
  return {
    ...rest,
    stages: stages.map(stage => ({
      ...stage,
      objects: stage.objects.map(object => ({
        ...object,
        metadata: {
          ...object.metadata,
          labels: { [STACK_LABEL]: spec.name },
        },
      })),
    })),
  };
}

/** Two Kubernetes clusters, `k1` and `k2`, and what is on them. */
async function setUp() {
  const there = new Map<string, string>();
  const on = (cluster: string, object: string) => `${cluster}: ${object}`;
  const isReadable = { k1: true, k2: true };
  const clusters = {
    list: async () => [{ name: 'k1' }, { name: 'k2' }],
    client: async (name: string) => ({
      ...fakeClient(name),
      identify: async (ref: Parameters<typeof describeEntry>[0]) => {
        if (name === 'k1' && !isReadable.k1) {
          throw new Error('forbidden');
        }
        const matrixCluster = there.get(on(name, describeEntry(ref)));
        return matrixCluster === undefined
          ? undefined
          : { uid: 'uid-1', labels: { [STACK_LABEL]: matrixCluster } };
      },
    }),
  };
  let end: End = 'through';
  const rendered: { name: string; replicas: number | null; release: string }[] =
    [];
  const engine = fakeEngine({
    render: async (spec, _facts, _signal, neighbours) => {
      rendered.push({
        name: spec.name,
        replicas: sharedIngressReplicas(spec, neighbours),
        release: sharedSpec(spec, neighbours).ingress.release,
      });
      return labelled(spec);
    },
    apply: async ({ client, stack, onApplied, onProgress }) => {
      if (end === 'conflict') {
        const conflict = { object: 'x', field: 'spec', manager: 'kubectl' };
        return { ...nothing, conflicts: [conflict] };
      }
      if (end === 'refused') {
        throw new Error('Namespace matrix could not be applied: forbidden');
      }
      for (const { id, objects } of stack.stages) {
        for (const each of objects) {
          if (end === 'onlyBridgeIn') {
            if (each.kind === 'NetworkPolicy') {
              const name = BRIDGE_POLICY;
              const metadata = { ...each.metadata, name };
              const bridge = describeObject({ ...each, metadata });
              there.set(on(client.clusterName, bridge), stack.matrixCluster);
              throw new Error('policies could not be applied: forbidden');
            }
            continue;
          }
          const object = describeObject(each);
          there.set(on(client.clusterName, object), stack.matrixCluster);
          if (end === 'notAnswered') {
            throw new Error(`${object} could not be applied: timed out`);
          }
          onApplied?.(each, 'uid-1');
          onProgress?.({
            type: 'object',
            stage: id,
            object,
            result: 'created',
          });
        }
      }
      if (end === 'issuerNotReady') {
        throw new Error('issuer selfsigned did not become ready');
      }
      return { ...nothing, created: 2 };
    },
  });
  const { services } = await testServices({ clusters, engine });
  const { inventory, specs, health } = services;
  const context = {
    operation: 'one',
    signal: new AbortController().signal,
    progress: () => {},
  };
  let clock = 0;
  const applies = new ApplyHandler({
    ...{ engine, clusters, specs, inventory },
    afterApply: async () => {},
    now: () => new Date((clock += 1_000)),
  });
  const uninstalls = new UninstallHandler({
    ...{ engine, clusters, specs, inventory, health },
    afterwards: async () => {},
  });
  return {
    inventory,
    rendered,
    isReadable,
    last: () => rendered[rendered.length - 1],
    apply: (spec: StackSpec, ends: End = 'through') => {
      end = ends;
      return applies.run({
        ...context,
        request: { kind: 'apply', spec, force: [] },
      });
    },
    uninstall: (spec: StackSpec, forget = false) =>
      uninstalls.run({
        ...context,
        request: { kind: 'uninstall', spec, also: [], forget },
      }),
    plan: (spec: StackSpec) =>
      planSpec(
        services,
        {
          ...{ name: spec.name, spec, target: 'apply' },
          ...{ force: [], prune: false, also: [] },
        },
        context.signal,
      ),
    issues: async (spec: StackSpec) =>
      (await validateSpec(services, spec)).issues,
    deleteByHand: (cluster: string) =>
      [...there.keys()]
        .filter(key => key.startsWith(cluster))
        .forEach(key => there.delete(key)),
    begun: async (cluster: string) =>
      (await inventory.begun(cluster)).map(({ matrixCluster, spec }) => [
        matrixCluster,
        spec.targetCcu,
      ]),
  };
}

const spec = (name: string, input: Partial<StackSpec> = {}): StackSpec => ({
  ...specOf(name),
  kubernetesCluster: 'k1',
  namespace: `matrix-${name}`,
  targetCcu: 100,
  ...input,
});
const a = spec('a', { targetCcu: 20_000 });
const aOnK2 = { ...a, kubernetesCluster: 'k2' };
const inNamespaceOfA = spec('b', { namespace: a.namespace });
const alone = sharedIngressReplicas(spec('b'), []);
const together = sharedIngressReplicas(spec('b'), [{ spec: a, older: true }]);

describe('a Matrix cluster that has moved away', () => {
  it('rules nothing out where it was, but has its needs there until its objects are gone', async () => {
    const { apply, plan, issues, last, begun, inventory, deleteByHand } =
      await setUp();
    await apply(a);
    await apply(aOnK2);

    await expect(issues(inNamespaceOfA)).resolves.toEqual([]);
    await expect(
      issues(
        spec('b', {
          ingress: { ...a.ingress, nodePorts: { http: 31080, https: 31443 } },
        }),
      ),
    ).resolves.toEqual([]);
    await expect(plan(inNamespaceOfA)).resolves.toMatchObject({
      neighbours: ['a'],
    });
    await apply(spec('b'));
    expect(last()).toMatchObject({ name: 'b', replicas: together });

    deleteByHand('k1');
    await expect(plan(spec('b'))).resolves.toMatchObject({ neighbours: [] });
    // A plan tells what would be, and changes nothing that is known.
    await expect(begun('k1')).resolves.toHaveLength(2);
    await apply(spec('b'));
    expect(last()).toMatchObject({ name: 'b', replicas: alone });
    await expect(begun('k1')).resolves.toEqual([['b', 100]]);
    await expect(
      inventory.otherPlaces({ matrixCluster: 'a', kubernetesCluster: 'k2' }),
    ).resolves.toEqual([]);
    // What it has where it is now is untouched by that.
    await expect(begun('k2')).resolves.toEqual([['a', 20_000]]);
    await expect(inventory.installation('a')).resolves.toMatchObject({
      spec: { kubernetesCluster: 'k2' },
    });
  });

  it('keeps its needs where it can not be seen whether its objects are gone', async () => {
    const { apply, last, deleteByHand, isReadable } = await setUp();
    await apply(a);
    await apply(aOnK2);
    deleteByHand('k1');
    isReadable.k1 = false;

    await apply(spec('b'));

    expect(last()).toMatchObject({ replicas: together });
  });

  it('does not hold back what is shared from an uninstall once its objects are gone', async () => {
    const { apply, uninstall, begun, deleteByHand } = await setUp();
    await apply(a);
    await apply(aOnK2);
    await apply(spec('b'));
    deleteByHand('k1');

    await uninstall(spec('b'));

    await expect(begun('k1')).resolves.toEqual([]);
  });
});

describe('a Matrix cluster that is on two Kubernetes clusters', () => {
  it('has its needs where it serves once what it left behind is uninstalled', async () => {
    const { apply, uninstall, begun, last } = await setUp();
    await apply(a);
    await apply(aOnK2);

    await apply(a);
    await uninstall(a);

    await expect(begun('k1')).resolves.toEqual([]);
    await expect(begun('k2')).resolves.toEqual([['a', 20_000]]);
    await apply(spec('b', { kubernetesCluster: 'k2' }));
    expect(last()).toMatchObject({ name: 'b', replicas: together });
  });

  it('is not forgotten with one of them', async () => {
    const { apply, uninstall, begun, inventory } = await setUp();
    await apply(a);
    await apply(aOnK2);

    await expect(uninstall(aOnK2, true)).rejects.toThrow(
      'Nothing was changed: a is on k1 too',
    );
    await expect(begun('k2')).resolves.toHaveLength(1);

    await uninstall(aOnK2);
    await expect(begun('k1')).resolves.toEqual([['a', 20_000]]);
    await uninstall(a, true);
    await expect(begun('k1')).resolves.toEqual([]);
    await expect(
      inventory.otherPlaces({ matrixCluster: 'a', kubernetesCluster: '' }),
    ).resolves.toEqual([]);
  });
});

describe('a Matrix cluster of which nothing was applied', () => {
  it.each<End>(['conflict', 'refused'])(
    'is not there for others, nor for itself by another name (%s)',
    async end => {
      const { apply, begun, last, inventory, issues } = await setUp();

      await apply(a, end).catch(() => {});

      await expect(begun('k1')).resolves.toEqual([]);
      await expect(
        inventory.entries({ matrixCluster: 'a', kubernetesCluster: 'k1' }),
      ).resolves.toEqual([]);
      await expect(
        inventory.otherPlaces({ matrixCluster: 'a', kubernetesCluster: 'k2' }),
      ).resolves.toEqual([]);
      await expect(issues(inNamespaceOfA)).resolves.toEqual([]);
      await expect(apply(inNamespaceOfA)).resolves.toMatchObject({
        status: 'succeeded',
      });
      expect(last()).toMatchObject({ replicas: alone });
    },
  );

  it.each<End>(['conflict', 'refused'])(
    'counts as it was applied before (%s)',
    async end => {
      const { apply, begun, last } = await setUp();
      await apply(spec('a'));

      await apply(a, end).catch(() => {});

      await expect(begun('k1')).resolves.toEqual([['a', 100]]);
      await apply(spec('b'));
      expect(last()).toMatchObject({
        replicas: sharedIngressReplicas(spec('b'), [
          { spec: spec('a'), older: true },
        ]),
      });
    },
  );

  it('has its release for itself', async () => {
    const { apply, last } = await setUp();
    const older = { ...a.ingress, release: '1.11.1' };
    const b = spec('b', { ingress: older });
    await apply(spec('a', { ingress: older }));
    await apply(a, 'conflict');
    await apply(spec('c'), 'conflict');

    await apply(b);
    expect(last()).toMatchObject({ name: 'b', release: '1.11.1' });

    await apply(a, 'issuerNotReady').catch(() => {});
    await apply(b);
    expect(last()).toMatchObject({ name: 'b', release: a.ingress.release });
  });
});

it('counts one that failed after its controllers were in: another does not take its replicas', async () => {
  const { apply, rendered, begun, issues } = await setUp();

  await expect(apply(a, 'issuerNotReady')).rejects.toThrow('not become ready');
  await apply(spec('b'));
  // Of this one nothing goes in; what was in before is.
  await apply(a, 'refused').catch(() => {});
  await apply(spec('b'));

  expect(rendered.map(({ name, replicas }) => [name, replicas])).toEqual([
    ['a', sharedIngressReplicas(a, [])],
    ['b', together],
    ['a', together],
    ['b', together],
  ]);
  await expect(begun('k1')).resolves.toEqual([
    ['a', 20_000],
    ['b', 100],
  ]);
  await expect(issues(inNamespaceOfA)).resolves.toEqual([]);
});

it('counts one of which an object went in by a request that was not answered', async () => {
  const { apply, begun, last } = await setUp();

  await expect(apply(a, 'notAnswered')).rejects.toThrow('timed out');

  await expect(begun('k1')).resolves.toEqual([['a', 20_000]]);
  await apply(spec('b'));
  expect(last()).toMatchObject({ replicas: together });
});

it('counts one of which a bridge alone went in, so that it can be taken out', async () => {
  const { apply, begun, inventory } = await setUp();

  await expect(apply(a, 'onlyBridgeIn')).rejects.toThrow('forbidden');
  // The look of another's apply for what is gone does not lose it either.
  await apply(spec('b'));

  await expect(begun('k1')).resolves.toEqual([
    ['a', 20_000],
    ['b', 100],
  ]);
  const entries = await inventory.entries({
    matrixCluster: 'a',
    kubernetesCluster: 'k1',
  });
  expect(withBridges(entries).map(({ name }) => name)).toContain(BRIDGE_POLICY);
});
