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

import { workload } from '../demo/manifests';
import { TestCluster } from '../__testUtils__/TestCluster';
import { conditionOf, isTrue } from './conditions';
import {
  DAEMON_SET,
  Deployment,
  DEPLOYMENT,
  Kind,
  NODE,
  Pod,
  POD,
  REPLICA_SET,
  SECRET,
  STATEFUL_SET,
} from './kinds';
import { isReady } from './workloadPods';

const web = {
  namespace: 'matrix',
  name: 'web',
  image: 'example.org/web:1',
  labels: { app: 'web' },
  ports: ['http:80'],
};

describe('workload controllers', () => {
  let cluster: TestCluster;

  beforeEach(() => {
    cluster = new TestCluster();
  });

  afterEach(() => cluster.close());

  const pods = (): Pod[] =>
    cluster.state.list(POD, { namespace: 'matrix', labelSelector: 'app=web' });
  const readyPods = (count: number) =>
    cluster.eventually(`${count} ready pods`, () => {
      const all = pods();
      return all.length === count && all.every(isReady) && all;
    });
  const deployment = () => cluster.state.get(DEPLOYMENT, 'matrix', 'web');
  const rolledOut = (replicas: number) =>
    cluster.eventually('the rollout', () => {
      const object = deployment();
      return (
        object?.status?.observedGeneration === object?.metadata.generation &&
        object?.status?.updatedReplicas === replicas &&
        object?.status?.availableReplicas === replicas &&
        object?.status?.replicas === replicas &&
        object
      );
    });

  it('brings a Deployment to Available through a ReplicaSet', async () => {
    cluster.apply(workload({ ...web, kind: 'Deployment', replicas: 3 }));
    const { status } = await rolledOut(3);
    expect(conditionOf(status?.conditions, 'Available')).toMatchObject({
      status: 'True',
      reason: 'MinimumReplicasAvailable',
      message: 'Deployment has minimum availability.',
    });
    expect(conditionOf(status?.conditions, 'Progressing')).toMatchObject({
      reason: 'NewReplicaSetAvailable',
    });
    const [replicaSet] = cluster.state.list(REPLICA_SET);
    expect(replicaSet.metadata.name).toMatch(/^web-[a-z0-9]{10}$/);
    expect(
      pods().every(
        ({ metadata }) =>
          replicaSet.metadata.name ===
          `web-${metadata.labels?.['pod-template-hash']}`,
      ),
    ).toBe(true);
  });

  it('spreads pods over the nodes, each with an address of its node', async () => {
    cluster.apply(workload({ ...web, kind: 'Deployment', replicas: 6 }));
    const ready = await readyPods(6);
    const byNode = new Map<string, number>();
    for (const { spec, status } of ready) {
      const node = spec.nodeName ?? '';
      byNode.set(node, (byNode.get(node) ?? 0) + 1);
      expect(status?.podIP).toMatch(
        new RegExp(`^10\\.244\\.${node.slice(-1)}\\.\\d+$`),
      );
    }
    expect([...byNode.values()]).toEqual([2, 2, 2]);
    expect(new Set(ready.map(({ status }) => status?.podIP)).size).toBe(6);
  });

  it('replaces pods by a rolling update that never has too few available', async () => {
    cluster.apply(workload({ ...web, kind: 'Deployment', replicas: 4 }));
    await rolledOut(4);
    let fewest = 4;
    const unsubscribe = cluster.store.subscribe(({ object }) => {
      if (object.kind === 'Deployment') {
        fewest = Math.min(
          fewest,
          (object as Deployment).status?.availableReplicas ?? 0,
        );
      }
    });
    cluster.edit(DEPLOYMENT, 'matrix', 'web', object => ({
      ...object,
      spec: {
        ...object.spec,
        template: {
          ...object.spec.template,
          spec: { containers: [{ name: 'web', image: 'example.org/web:2' }] },
        },
      },
    }));
    await rolledOut(4);
    unsubscribe();
    expect(
      pods().map(({ spec: { containers } }) => containers[0].image),
    ).toEqual(Array(4).fill('example.org/web:2'));
    expect(fewest).toBeGreaterThanOrEqual(3);
  });

  it('removes no pod while it adds some', async () => {
    cluster.apply(workload({ ...web, kind: 'Deployment', replicas: 3 }));
    await rolledOut(3);
    const kept = pods().map(({ metadata }) => metadata.uid);
    cluster.edit(DEPLOYMENT, 'matrix', 'web', object => ({
      ...object,
      spec: { ...object.spec, replicas: 4 },
    }));
    await rolledOut(4);
    expect(pods().map(({ metadata }) => metadata.uid)).toEqual(
      expect.arrayContaining(kept),
    );
  });

  it('scales down to the pods that are asked for', async () => {
    cluster.apply(workload({ ...web, kind: 'Deployment', replicas: 3 }));
    await rolledOut(3);
    cluster.edit(DEPLOYMENT, 'matrix', 'web', object => ({
      ...object,
      spec: { ...object.spec, replicas: 1 },
    }));
    expect(await readyPods(1)).toHaveLength(1);
  });

  it('says why a pod fits on no node, and that the Deployment lacks it', async () => {
    const object = workload({ ...web, kind: 'Deployment', replicas: 4 });
    cluster.apply(object);
    await rolledOut(4);
    cluster.edit(DEPLOYMENT, 'matrix', 'web', current => ({
      ...current,
      spec: {
        ...current.spec,
        strategy: { type: 'Recreate' as const },
        template: {
          ...current.spec.template,
          spec: {
            containers: [
              {
                name: 'web',
                image: 'example.org/web:2',
                ports: [{ containerPort: 80, hostPort: 80 }],
              },
            ],
          },
        },
      },
    }));
    const pending = await cluster.eventually('a pod without a node', () =>
      pods().find(
        ({ status }) =>
          conditionOf(status?.conditions, 'PodScheduled')?.status === 'False',
      ),
    );
    expect(
      conditionOf(pending.status?.conditions, 'PodScheduled'),
    ).toMatchObject({
      reason: 'Unschedulable',
      message:
        "0/3 nodes are available: 3 node(s) didn't have free ports for the requested pod ports.",
    });
    const { status } = await cluster.eventually('three of four', () => {
      const current = deployment();
      return current?.status?.availableReplicas === 3 && current;
    });
    expect(isTrue(status?.conditions, 'Available')).toBe(true);
    expect(status?.unavailableReplicas).toBe(1);
  });

  it('starts the pods of a StatefulSet one after another, by number', async () => {
    const { spec, ...rest } = workload({
      ...web,
      kind: 'StatefulSet',
      replicas: 3,
    });
    cluster.apply({
      ...rest,
      spec: { ...Object(spec), podManagementPolicy: 'OrderedReady' },
    });
    await readyPods(3);
    const numbered = pods().sort((a, b) =>
      a.metadata.name.localeCompare(b.metadata.name),
    );
    expect(numbered.map(({ metadata }) => metadata.name)).toEqual([
      'web-0',
      'web-1',
      'web-2',
    ]);
    const versions = numbered.map(({ metadata }) =>
      Date.parse(metadata.creationTimestamp ?? ''),
    );
    expect([...versions].sort((a, b) => a - b)).toEqual(versions);
    const set = await cluster.eventually('its status', () => {
      const found = cluster.state.get(STATEFUL_SET, 'matrix', 'web');
      return found?.status?.readyReplicas === 3 && found;
    });
    expect(set.status).toMatchObject({ replicas: 3, updatedReplicas: 3 });
  });

  it('runs a DaemonSet on every node, with the address of the node on the host network', async () => {
    cluster.apply(workload({ ...web, kind: 'DaemonSet', hostNetwork: true }));
    const ready = await readyPods(3);
    expect(ready.map(({ status }) => status?.podIP).sort()).toEqual([
      '172.30.0.11',
      '172.30.0.12',
      '172.30.0.13',
    ]);
    await cluster.eventually('its status', () => {
      const status = cluster.state.get(DAEMON_SET, 'matrix', 'web')?.status;
      return status?.numberReady === 3 && status.desiredNumberScheduled === 3;
    });
    cluster.store.delete(NODE, undefined, 'test-node-3');
    await readyPods(2);
  });

  it('keeps a pod in ContainerCreating until what it mounts exists', async () => {
    cluster.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', namespace: 'matrix', labels: { app: 'web' } },
      spec: {
        containers: [{ name: 'web', image: 'example.org/web:1' }],
        volumes: [{ name: 'tls', secret: { secretName: 'web-tls' } }],
      },
    });
    const waiting = await cluster.eventually('ContainerCreating', () =>
      pods().find(
        ({ status }) =>
          status?.containerStatuses?.[0].state.waiting?.reason ===
          'ContainerCreating',
      ),
    );
    expect(waiting.status?.phase).toBe('Pending');
    cluster.apply({
      apiVersion: SECRET.apiVersion,
      kind: SECRET.kind,
      metadata: { name: 'web-tls', namespace: 'matrix' },
    });
    await readyPods(1);
  });

  it('never makes a pod ready whose probe or readiness gate cannot pass', async () => {
    const probe = (name: string, extra: object, container: object) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'matrix', labels: { app: 'web' } },
      spec: {
        ...extra,
        containers: [{ name: 'web', image: 'example.org/web:1', ...container }],
      },
    });
    cluster.apply(
      probe(
        'gated',
        { readinessGates: [{ conditionType: 'x.org/never' }] },
        {},
      ),
      probe(
        'failing',
        {},
        { readinessProbe: { exec: { command: ['false'] } } },
      ),
      probe('sound', {}, {}),
    );
    await cluster.eventually('all running, and one ready', () => {
      const all = pods();
      return (
        all.length === 3 &&
        all.every(({ status }) => status?.phase === 'Running') &&
        all.some(isReady)
      );
    });
    expect(
      pods()
        .filter(isReady)
        .map(({ metadata }) => metadata.name),
    ).toEqual(['sound']);
  });

  it('takes the pods along when their workload is deleted', async () => {
    cluster.apply(workload({ ...web, kind: 'Deployment', replicas: 2 }));
    await rolledOut(2);
    const kind: Kind<Deployment> = DEPLOYMENT;
    cluster.store.delete(kind, 'matrix', 'web');
    const gone = await cluster.eventually('no pods', () => pods().length === 0);
    expect(gone).toBe(true);
  });
});
